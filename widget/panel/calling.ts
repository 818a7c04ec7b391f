import type { Media } from '#core/contract/calls'
import type { CallWish } from '../callMessages.ts'
import type { ChatState } from '../chatState.ts'
import type { Kept } from '../keep.ts'
import type { CallWindow, WindowState } from './callWindow.ts'

/** The call window, as the panel's parts use it. */
export interface Calling {
  window: WindowState
  /** Opens the window for a call; `name` where none is known yet. */
  start: (wish: CallWish['wish'], media: Media, name?: string) => void
  show: (call: { media: Media }) => void
  link: () => { href: string; target: string }
}

/** What is asked of the call window is said in the customer's name, and of the session that the panel shows. */
export function callingOf(callWindow: CallWindow, chat: ChatState, kept: Kept): Calling {
  const wishOf = (wish: CallWish['wish'], media: Media, name?: string): CallWish => ({
    ...{ wish, media },
    name: chat.customer?.name ?? name ?? kept.name,
    email: chat.customer?.email ?? kept.email,
    sessionId: wish === 'open' ? null : (chat.session?.id ?? null),
  })
  return {
    window: callWindow.state(),
    start: (...wanted) => callWindow.open(wishOf(...wanted)),
    show: ({ media }) => callWindow.show(wishOf('join', media)),
    link: callWindow.link,
  }
}
