import { chats } from './chats/de.ts'
import { interact } from './interact/de.ts'
import { overview } from './overview/de.ts'
import { problems } from './problems/de.ts'
import { shell } from './shell/de.ts'
import { users } from './users/de.ts'
import type { Words } from './en.ts'

export const de: Words = { chats, interact, overview, problems, shell, users }
