import { chats } from './chats/en.ts'
import { interact } from './interact/en.ts'
import { items } from './items/en.ts'
import { messages } from './messages/en.ts'
import { overview } from './overview/en.ts'
import { problems } from './problems/en.ts'
import { shell } from './shell/en.ts'
import { templates } from './templates/en.ts'
import { tenantPage } from './tenantPage/en.ts'
import { units } from './units/en.ts'
import { users } from './users/en.ts'

/** Every sentence of the tab, by room. The other languages must have each of them, or the build fails. */
export const en = { chats, interact, items, messages, overview, problems, shell, templates, tenantPage, units, users }
export type Words = typeof en
