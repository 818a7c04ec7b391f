import type { TalkDesk } from './callStore.ts'

let asked: Promise<TalkDesk> | null = null

/** Fetches what a call needs, and no earlier than a call is near. A try that failed is made again. */
export function talkOnDemand(): Promise<TalkDesk> {
  asked ??= import('./index.ts').then(({ talks }) => talks)
  asked.catch(() => {
    asked = null
  })
  return asked
}
