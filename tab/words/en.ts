import { chats } from './chats/en.ts'
import { interact } from './interact/en.ts'
import { overview } from './overview/en.ts'
import { problems } from './problems/en.ts'
import { shell } from './shell/en.ts'
import { users } from './users/en.ts'

/** Every sentence of the tab, by room. The other languages must have each of them, or the build fails. */
export const en = { chats, interact, overview, problems, shell, users }
export type Words = typeof en
