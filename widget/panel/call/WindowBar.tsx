/** @jsxImportSource preact */
import type { Calling } from './callWindow.ts'
import { Icon } from '../ui/Icons.tsx'
import { useTranslator } from '../ui/useTranslator.ts'

/** Shown while the call window is open but has no session yet. The window may be behind the page. */
export function WindowBar({ calling }: { calling: Calling }) {
  const { say } = useTranslator()
  return (
    <section class="call" aria-label={say('windowOpen')}>
      <p class="status">
        <Icon of="phone" />
        <span>{say('windowOpen')}</span>
      </p>
      <div class="choices">
        <button type="button" onClick={() => calling.show({ media: 'audio' })}>
          {say('showWindow')}
        </button>
      </div>
    </section>
  )
}

/** Shown if the browser blocked the call window: a plain link opens it. */
export function Blocked({ link }: { link: () => { href: string; target: string } }) {
  const { say } = useTranslator()
  return (
    <section class="call" role="alert">
      <p>{say('callBlocked')}</p>
      <p class="choices">
        <a class="main" rel="opener" {...link()}>
          {say('openWindow')}
        </a>
      </p>
    </section>
  )
}
