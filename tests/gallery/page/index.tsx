/** @jsxImportSource preact */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { languages, languageOf, type Language } from '../../../tab/i18n/compiled/languages.ts'
import { exhibits, screens } from '../exhibits.ts'
import { themes, type Theme } from '../exhibits/exhibit.ts'
import { Sentences } from './Sentences.tsx'

export interface Place {
  /** An exhibit, or the list of sentences. */
  id: string
  theme: Theme
  language: Language
  width: Width
}
const widths = ['desktop', 'phone'] as const
type Width = (typeof widths)[number]
const sentences = 'sentences'

const placeNow = (): Place => {
  const asked = new URLSearchParams(location.search)
  return {
    id: asked.get('id') ?? exhibits[0]?.id ?? sentences,
    theme: themes.find((each) => each === asked.get('theme')) ?? 'light',
    language: languageOf(asked.get('language') ?? 'en'),
    width: widths.find((each) => each === asked.get('width')) ?? 'desktop',
  }
}

const addressOf = (place: Place): string => `/?${new URLSearchParams({ ...place }).toString()}`

function Gallery() {
  const [place, setPlace] = useState(placeNow)
  const [sought, setSought] = useState('')
  useEffect(() => {
    const back = () => setPlace(placeNow())
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  const go = (change: Partial<Place>) => {
    const next = { ...place, ...change }
    history.pushState(null, '', addressOf(next))
    setPlace(next)
  }
  const isSought = (id: string) => id.includes(sought.trim().toLowerCase())
  const link = (id: string, name: string) => (
    <a
      key={id}
      href={addressOf({ ...place, id })}
      aria-current={place.id === id ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go({ id })
      }}
    >
      {name}
    </a>
  )
  return (
    <>
      <nav aria-label="Exhibits">
        <h1>Interact gallery</h1>
        <input
          type="search"
          aria-label="Find an exhibit"
          placeholder="Find an exhibit"
          value={sought}
          onInput={({ currentTarget }) => setSought(currentTarget.value)}
        />
        {link(sentences, 'Sentences')}
        {screens.map((screen) => {
          const shown = exhibits.filter((each) => each.screen === screen && isSought(each.id))
          if (shown.length === 0) return null
          return (
            <details key={screen} open={sought !== '' || shown.some(({ id }) => id === place.id)}>
              <summary>
                {screen} <small>{shown.length}</small>
              </summary>
              {shown.map(({ id }) => link(id, nameOf(id)))}
            </details>
          )
        })}
      </nav>
      <main>
        {place.id === sentences ? (
          <Sentences open={(id) => go({ id })} addressOf={(id) => addressOf({ ...place, id })} />
        ) : (
          <Shown place={place} go={go} />
        )}
      </main>
    </>
  )
}

const nameOf = (id: string) => id.slice(id.indexOf('/') + 1).replaceAll('-', ' ')

/** One exhibit in a frame of its own, so that styles do not mix, and what can be chosen about it. */
function Shown({ place, go }: { place: Place; go: (change: Partial<Place>) => void }) {
  const { id, theme, language, width } = place
  const exhibit = exhibits.find((each) => each.id === id)
  if (!exhibit) return <p role="alert">There is no exhibit {id}.</p>
  const address = `/exhibit.html?${new URLSearchParams({ id, theme, language }).toString()}`
  return (
    <>
      <header>
        <h2>
          {exhibit.screen}: {nameOf(id)}
        </h2>
        <Choice label="Theme" all={themes} chosen={theme} choose={(next) => go({ theme: next })} />
        <Choice label="Language" all={languages} chosen={language} choose={(next) => go({ language: next })} />
        <Choice label="Width" all={widths} chosen={width} choose={(next) => go({ width: next })} />
        <a href={address} target="_blank">
          Open alone
        </a>
      </header>
      {theme === 'contrast' && exhibit.room !== 'tab' && exhibit.room !== 'cards' && (
        <p class="note">
          The widget takes high contrast from the browser: pictures of the gallery show it, here the browser’s developer
          tools can (Rendering, forced-colors).
        </p>
      )}
      <iframe
        key={address}
        class={`${width} ${exhibit.room}`}
        title={`${exhibit.screen}: ${nameOf(id)}`}
        src={address}
        style={{ colorScheme: theme === 'light' ? 'light' : 'dark' }}
      />
    </>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  all: readonly Value[]
  chosen: Value
  choose: (value: Value) => void
}

function Choice<Value extends string>({ label, all, chosen, choose }: ChoiceProps<Value>) {
  return (
    <label>
      {label}
      <select
        value={chosen}
        onChange={({ currentTarget }) => {
          const next = all.find((each) => each === currentTarget.value)
          if (next) choose(next)
        }}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  )
}

render(<Gallery />, document.body)
