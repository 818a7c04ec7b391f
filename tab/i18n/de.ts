import { chats } from './chats/de.ts'
import { interact } from './interactSettings/de.ts'
import { items } from './items/de.ts'
import { messages } from './directSystemMessages/de.ts'
import { overview } from './overview/de.ts'
import { problems } from './problems/de.ts'
import { shell } from './shell/de.ts'
import { templates } from './domainTemplates/de.ts'
import { tenantPage } from './tenant/de.ts'
import { units } from './organizationUnits/de.ts'
import { users } from './users/de.ts'
import type { Translations } from './en.ts'

export const de: Translations = {
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
