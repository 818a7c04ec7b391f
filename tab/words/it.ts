import { chats } from './chats/it.ts'
import { interact } from './interact/it.ts'
import { items } from './items/it.ts'
import { messages } from './messages/it.ts'
import { overview } from './overview/it.ts'
import { problems } from './problems/it.ts'
import { shell } from './shell/it.ts'
import { templates } from './templates/it.ts'
import { tenantPage } from './tenantPage/it.ts'
import { units } from './units/it.ts'
import { users } from './users/it.ts'
import type { Words } from './en.ts'

export const it: Words = {
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
