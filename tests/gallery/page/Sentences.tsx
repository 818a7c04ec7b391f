/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { languages } from '../../../tab/i18n/compiled/languages.ts'
import { exhibits, screens } from '../exhibits.ts'
import { allSentences, type Sentence } from './catalogues.ts'
import { drawInTurn } from './drawInTurn.ts'

interface SentencesProps {
  open: (id: string) => void
  addressOf: (id: string) => string
}

const sentences = allSentences()
const idOf = ({ catalogue, key }: Sentence) => `${catalogue}:${key}`
const unshown = 'Not shown by an exhibit'
/** The list alone, where nobody needs to know what shows a sentence. */
const drawsNone = new URLSearchParams(location.search).get('draw') === 'none'

/** Every sentence once, at the screen that shows it first, with its translations. Draws every exhibit to find out. */
export function Sentences({ open, addressOf }: SentencesProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [first, setFirst] = useState<ReadonlyMap<string, string>>(new Map())
  const [drawn, setDrawn] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    const shownBy = new Map<string, string[]>()
    const read = async (stage: HTMLIFrameElement) => {
      let count = 0
      for await (const { id, shown } of drawInTurn(stage, stop.signal)) {
        shownBy.set(id, shown)
        setDrawn(++count)
      }
      const found = new Map<string, string>()
      for (const { id } of exhibits)
        for (const sentence of shownBy.get(id) ?? []) if (!found.has(sentence)) found.set(sentence, id)
      setFirst(found)
    }
    if (frame.current && !drawsNone) void read(frame.current)
    return () => stop.abort()
  }, [])
  const isDone = drawsNone || drawn === exhibits.length
  const screenOf = (sentence: Sentence) =>
    exhibits.find(({ id }) => id === first.get(idOf(sentence)))?.screen ?? unshown
  const rowsOf = (screen: string) => sentences.filter((sentence) => screenOf(sentence) === screen)
  return (
    <section class="sentences">
      <h2>Sentences</h2>
      <p role="status">
        {isDone
          ? `${sentences.length} sentences, ${rowsOf(unshown).length} of them shown by no exhibit.`
          : `Drawing the exhibits to see what they say: ${drawn} of ${exhibits.length}`}
      </p>
      <iframe ref={frame} class="stage" title="The exhibit that is being read" tabIndex={-1} aria-hidden="true" />
      {isDone &&
        [...screens, unshown].map((screen) => {
          const rows = rowsOf(screen)
          return rows.length > 0 && <Screen key={screen} {...{ screen, rows, first, open, addressOf }} />
        })}
    </section>
  )
}

interface ScreenProps extends SentencesProps {
  screen: string
  rows: readonly Sentence[]
  first: ReadonlyMap<string, string>
}

function Screen({ screen, rows, first, open, addressOf }: ScreenProps) {
  return (
    <table>
      <caption>
        {screen} <small>{rows.length}</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">Key</th>
          {languages.map((language) => (
            <th key={language} scope="col">
              {language}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((sentence) => {
          const id = first.get(idOf(sentence))
          return (
            <tr key={idOf(sentence)} data-sentence={idOf(sentence)}>
              <td>
                <code>
                  {sentence.catalogue}
                  <br />
                  {sentence.key}
                </code>
                {id !== undefined && (
                  <>
                    <br />
                    <a
                      href={addressOf(id)}
                      onClick={(event) => {
                        event.preventDefault()
                        open(id)
                      }}
                    >
                      {id}
                    </a>
                  </>
                )}
              </td>
              {languages.map((language) => (
                <td key={language} lang={language} dir="auto">
                  {sentence.texts[language]}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
