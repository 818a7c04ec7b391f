import type { KeyboardEvent } from 'react'

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** Lets the arrow keys go through the links and buttons of a list, one from each `row` of it. */
export const useRovingFocus =
  (row: string) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key]
    if (!step) return
    const stops = [...event.currentTarget.querySelectorAll(row)].flatMap((each): HTMLElement[] => {
      const stop = each.matches('a, button') ? each : each.querySelector('a, button')
      return stop instanceof HTMLElement ? [stop] : []
    })
    const at = stops.findIndex((stop) => stop.contains(document.activeElement))
    if (at < 0) return
    event.preventDefault()
    stops[step(at, stops.length - 1)]?.focus()
  }
