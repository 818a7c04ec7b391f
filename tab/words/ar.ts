import { chats } from './chats/ar.ts'
import { interact } from './interact/ar.ts'
import { items } from './items/ar.ts'
import { messages } from './messages/ar.ts'
import { overview } from './overview/ar.ts'
import { problems } from './problems/ar.ts'
import { shell } from './shell/ar.ts'
import { templates } from './templates/ar.ts'
import { tenantPage } from './tenantPage/ar.ts'
import { units } from './units/ar.ts'
import { users } from './users/ar.ts'
import type { Words } from './en.ts'

export const ar: Words = {
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
