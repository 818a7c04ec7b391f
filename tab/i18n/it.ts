import { chats } from './chats/it.ts'
import { interact } from './interactSettings/it.ts'
import { items } from './items/it.ts'
import { messages } from './directSystemMessages/it.ts'
import { overview } from './overview/it.ts'
import { problems } from './problems/it.ts'
import { shell } from './shell/it.ts'
import { templates } from './domainTemplates/it.ts'
import { tenantPage } from './tenant/it.ts'
import { units } from './organizationUnits/it.ts'
import { users } from './users/it.ts'
import type { Translations } from './en.ts'

export const it: Translations = {
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
