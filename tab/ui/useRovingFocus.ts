import type { KeyboardEvent } from 'react'

const moves: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** Arrow-key navigation between the rows of a list, by the first link or button of each. `row` is a selector. */
export const useRovingFocus =
  (row: string) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const move = moves[event.key]
    if (!move) return
    const stops = [...event.currentTarget.querySelectorAll(row)].flatMap((each): HTMLElement[] => {
      const stop = each.matches('a, button') ? each : each.querySelector('a, button')
      return stop instanceof HTMLElement ? [stop] : []
    })
    const at = stops.findIndex((stop) => stop.contains(document.activeElement))
    if (at < 0) return
    event.preventDefault()
    stops[move(at, stops.length - 1)]?.focus()
  }
