/** @jsxImportSource preact */
import type { Item } from '../timeline.ts'
import type { Actions } from '../visit.ts'
import { LinkedText } from './LinkedText.tsx'
import { Mark } from './Marks.tsx'
import { stateWord } from './sentenceOf.ts'
import { useWords } from './useWords.ts'
import { timeName } from './when.ts'

interface BubbleProps {
  line: Extract<Item, { kind: 'line' }>
  /** Absent where trying again cannot help. */
  retry: Actions['retry'] | null
}

export function Bubble({ line, retry }: BubbleProps) {
  const { say, locale, name } = useWords()
  const { id, from, text, at, state, first, last } = line
  const failed = state === 'refused' || state === 'notDelivered'
  return (
    <div class={`line ${from}${first ? ' first' : ''}${last ? ' last' : ''}`}>
      {first && <span class="unseen">{from === 'agent' ? name : say('you')}:</span>}
      <p class="text">
        <LinkedText text={text} />
      </p>
      {(last || failed || state === 'waiting') && (
        <p class={`under ${state ?? ''}`}>
          <time dateTime={new Date(at).toISOString()}>{timeName(at, locale)}</time>
          {state && (
            <span class="state">
              <Mark of={state} />
              <span class={failed || state === 'waiting' ? '' : 'unseen'}>{say(stateWord[state])}</span>
            </span>
          )}
          {failed && retry && (
            <button type="button" class="link" onClick={() => retry(id, text)}>
              {say('again')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
