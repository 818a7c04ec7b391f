import { chats } from './chats/de.ts'
import { interact } from './interact/de.ts'
import { items } from './items/de.ts'
import { messages } from './messages/de.ts'
import { overview } from './overview/de.ts'
import { problems } from './problems/de.ts'
import { shell } from './shell/de.ts'
import { templates } from './templates/de.ts'
import { tenantPage } from './tenantPage/de.ts'
import { units } from './units/de.ts'
import { users } from './users/de.ts'
import type { Words } from './en.ts'

export const de: Words = {
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
