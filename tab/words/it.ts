import { chats } from './chats/it.ts'
import { interact } from './interact/it.ts'
import { overview } from './overview/it.ts'
import { problems } from './problems/it.ts'
import { shell } from './shell/it.ts'
import { users } from './users/it.ts'
import type { Words } from './en.ts'

export const it: Words = { chats, interact, overview, problems, shell, users }
