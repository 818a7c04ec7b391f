import { chats } from './chats/it.ts'
import { overview } from './overview/it.ts'
import { problems } from './problems/it.ts'
import { shell } from './shell/it.ts'
import type { Words } from './en.ts'

export const it: Words = { chats, overview, problems, shell }
