import { chats } from './chats/ar.ts'
import { overview } from './overview/ar.ts'
import { problems } from './problems/ar.ts'
import { shell } from './shell/ar.ts'
import type { Words } from './en.ts'

export const ar: Words = { chats, overview, problems, shell }
