import { chats } from './chats/ar.ts'
import { interact } from './interactSettings/ar.ts'
import { items } from './items/ar.ts'
import { messages } from './directSystemMessages/ar.ts'
import { overview } from './overview/ar.ts'
import { problems } from './problems/ar.ts'
import { shell } from './shell/ar.ts'
import { templates } from './domainTemplates/ar.ts'
import { tenantPage } from './tenant/ar.ts'
import { units } from './organizationUnits/ar.ts'
import { users } from './users/ar.ts'
import type { Translations } from './en.ts'

export const ar: Translations = {
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
