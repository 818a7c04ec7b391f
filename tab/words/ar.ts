import { chats } from './chats/ar.ts'
import { interact } from './interact/ar.ts'
import { overview } from './overview/ar.ts'
import { problems } from './problems/ar.ts'
import { shell } from './shell/ar.ts'
import { users } from './users/ar.ts'
import type { Words } from './en.ts'

export const ar: Words = { chats, interact, overview, problems, shell, users }
