import { chats } from './chats/en.ts'
import { interact } from './interactSettings/en.ts'
import { items } from './items/en.ts'
import { messages } from './directSystemMessages/en.ts'
import { overview } from './overview/en.ts'
import { problems } from './problems/en.ts'
import { shell } from './shell/en.ts'
import { templates } from './domainTemplates/en.ts'
import { tenantPage } from './tenant/en.ts'
import { units } from './organizationUnits/en.ts'
import { users } from './users/en.ts'

/** The translations, by feature. The `Translations` type makes the compiler require every text in the other languages. */
export const en = { chats, interact, items, messages, overview, problems, shell, templates, tenantPage, units, users }
export type Translations = typeof en
