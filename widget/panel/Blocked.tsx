/** @jsxImportSource preact */
import { useWords } from './useWords.ts'

/** The browser has kept the call window shut: a plain link opens it. */
export function Blocked({ link }: { link: () => { href: string; target: string } }) {
  const { say } = useWords()
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
