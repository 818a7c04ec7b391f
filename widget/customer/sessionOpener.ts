import { delayAfter, isTransient } from '#client/retry'
import type { CustomerSession } from '#core/contract/customerApi'
import type { CustomerApi } from './customerApi.ts'
import type { ChatEvent, ChatState } from './chatState.ts'
import type { PanelStorage } from './panelStorage.ts'
import { newKey } from './httpClient.ts'

export interface SessionDraft {
  key: string
  name: string
  email: string
  text: string
  /** The user is away: the text is left as an offline message, unless the user is available after all. */
  leave: boolean
}

export interface SessionOpenerOptions {
  api: Pick<CustomerApi, 'open'>
  storage: PanelStorage
  chat: () => ChatState
  dispatch: (event: ChatEvent) => void
  onOpened: (session: CustomerSession, draft: SessionDraft) => void
  onDenied: () => void
}

const defaultRetrySeconds = 30

/** Opens a session. Transient failures are retried with the same key until the server accepts or refuses. */
export function createSessionOpener({ api, storage, chat, dispatch, onOpened, onDenied }: SessionOpenerOptions) {
  let draft: SessionDraft | null = null
  let busy = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const go = async (): Promise<void> => {
    clearTimeout(timer)
    if (!draft || busy) return
    const { key, name, email, text, leave } = draft
    const asked = draft
    busy = true
    const customer = { name, ...(email ? { email } : {}) }
    // Without chat, an offline message is left in a session that was opened as an unanswered call.
    const offered = chat().contact?.modalities ?? []
    const modality = offered.includes('chat') ? 'chat' : (offered[0] ?? 'chat')
    const answer = await api.open({ key, modality, customer, ...(leave ? {} : { text }) })
    busy = false
    if (answer.ok) {
      draft = null
      failures = 0
      storage.set({ opening: null, draft: '' })
      dispatch({ type: 'opened', session: answer.value })
      onOpened(answer.value, asked)
      return
    }
    if (answer.code === 'unauthenticated') {
      onDenied()
      return
    }
    // Too many open sessions: the panel shows the waiting time and keeps the text and the key for the next attempt.
    if (answer.code === 'tooManyRequests') {
      draft = null
      dispatch({ type: 'openingRefused' })
      dispatch({ type: 'barred', why: { retry: answer.retryAfter ?? defaultRetrySeconds } })
      return
    }
    if (isTransient(answer.code)) {
      dispatch({ type: 'connectionChanged', connection: 'reconnecting' })
      timer = setTimeout(() => void go(), delayAfter(answer, failures++))
      return
    }
    draft = null
    dispatch({ type: 'openingRefused' })
    dispatch({ type: 'barred', why: { retry: null } })
  }

  return {
    open: (name: string, text: string, email: string, leave: boolean) => {
      const before = storage.get().opening
      const key = before?.text === text ? before.key : newKey()
      draft = { key, name, email, text, leave }
      storage.set({ opening: { key, text }, name, email, draft: text })
      const first = { key, text, at: Date.now() }
      dispatch({ type: 'openingBegan', first: leave ? null : first })
      void go()
    },
    /** Continues after a new token. */
    go: () => void go(),
  }
}
