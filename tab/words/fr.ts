import { chats } from './chats/fr.ts'
import { interact } from './interact/fr.ts'
import { overview } from './overview/fr.ts'
import { problems } from './problems/fr.ts'
import { shell } from './shell/fr.ts'
import { users } from './users/fr.ts'
import type { Words } from './en.ts'

export const fr: Words = { chats, interact, overview, problems, shell, users }
