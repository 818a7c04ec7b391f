import { chats } from './chats/fr.ts'
import { interact } from './interactSettings/fr.ts'
import { items } from './items/fr.ts'
import { messages } from './directSystemMessages/fr.ts'
import { overview } from './overview/fr.ts'
import { problems } from './problems/fr.ts'
import { shell } from './shell/fr.ts'
import { templates } from './domainTemplates/fr.ts'
import { tenantPage } from './tenant/fr.ts'
import { units } from './organizationUnits/fr.ts'
import { users } from './users/fr.ts'
import type { Translations } from './en.ts'

export const fr: Translations = {
  chats,
  interact,
  items,
  messages,
  overview,
  problems,
  shell,
  templates,
  tenantPage,
  units,
  users,
}
