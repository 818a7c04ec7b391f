import { Input, makeStyles } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useEffect, useRef, useState } from 'react'

const pause = 250

const useStyles = makeStyles({ box: { width: '100%' } })

interface SearchFieldProps {
  label: string
  value: string
  /** Called when the user pauses typing. */
  onSearch: (text: string) => void
  className?: string
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A search box that `/` focuses from anywhere on the page. */
export function SearchField({ label, value, onSearch, className }: SearchFieldProps) {
  const styles = useStyles()
  const place = useRef<HTMLDivElement>(null)
  const [text, setText] = useState(value)
  const [reported, setReported] = useState(value)
  if (value !== reported) {
    setReported(value)
    setText(value)
  }
  useEffect(() => {
    if (text === reported) return
    const timer = setTimeout(() => {
      setReported(text)
      onSearch(text)
    }, pause)
    return () => clearTimeout(timer)
  }, [text, reported, onSearch])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      place.current?.querySelector('input')?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])
  return (
    <div ref={place} {...(className === undefined ? {} : { className })}>
      <Input
        className={styles.box}
        type="search"
        contentBefore={<SearchRegular aria-hidden />}
        value={text}
        onChange={(_, data) => setText(data.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('')
        }}
        aria-label={label}
        placeholder={label}
      />
    </div>
  )
}
