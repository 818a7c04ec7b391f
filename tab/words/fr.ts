import { chats } from './chats/fr.ts'
import { interact } from './interact/fr.ts'
import { items } from './items/fr.ts'
import { messages } from './messages/fr.ts'
import { overview } from './overview/fr.ts'
import { problems } from './problems/fr.ts'
import { shell } from './shell/fr.ts'
import { templates } from './templates/fr.ts'
import { tenantPage } from './tenantPage/fr.ts'
import { units } from './units/fr.ts'
import { users } from './users/fr.ts'
import type { Words } from './en.ts'

export const fr: Words = {
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
