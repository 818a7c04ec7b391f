import { delayAfter, isTransientOrUnauthenticated } from '#client/retry'
import type { CustomerApi } from './api.ts'
import { nextToSend, type Chat, type Happening } from './chat.ts'

export interface SenderOptions {
  api: Pick<CustomerApi, 'say'>
  chat: () => Chat
  tell: (happening: Happening) => void
  /** The token no longer counts; `go` is called again when there is a new one. */
  onDenied: () => void
}

/** Sends unsent lines one after the other, each under its own key until it is acknowledged or refused for good. */
export function makeSender({ api, chat, tell, onDenied }: SenderOptions) {
  let busy = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const go = async (): Promise<void> => {
    clearTimeout(timer)
    if (busy) return
    const line = nextToSend(chat())
    const session = chat().session
    if (!line || !session) return
    busy = true
    const answer = await api.say(session.id, { key: line.key, text: line.text })
    busy = false
    if (answer.ok) {
      failures = 0
      tell({ is: 'stored', line: answer.value })
      return go()
    }
    const { code } = answer
    const passing = isTransientOrUnauthenticated(code)
    tell({ is: 'notSent', key: line.key, state: passing ? 'waiting' : 'refused' })
    if (code === 'unauthenticated') onDenied()
    else if (passing) timer = setTimeout(() => void go(), delayAfter(answer, failures++))
    else await go()
  }
  return { go: () => void go(), stop: () => clearTimeout(timer) }
}
