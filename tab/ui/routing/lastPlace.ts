/** How the host opened the tab. */
interface Opening {
  userId: string
  /** Target path of a deep link; null without one. */
  path: string | null
  /** When the user clicked on the tab or the link, in milliseconds since the epoch; null if the host does not say. */
  clickedAt: number | null
}

interface LastPlace {
  userId: string
  link: string | null
  path: string
  at: number
}

const name = 'interact.place'

let opening: Opening | null = null

/**
 * The path to start at; null for the start page. A host that reloads the tab opens it at its start page or at the deep
 * link of the first time. Where the user went since then counts more, until the user clicks on a link again.
 */
export function startPath(opened: Opening): string | null {
  opening = opened
  const last = readLast()
  if (last?.userId !== opened.userId) return opened.path
  const isNewLink = opened.path !== null && (opened.path !== last.link || (opened.clickedAt ?? 0) > last.at)
  return isNewLink ? opened.path : last.path
}

/** Keeps where the user is for the next load of the tab. */
export function rememberPlace(path: string): void {
  if (!opening) return
  const { userId, path: link } = opening
  try {
    sessionStorage.setItem(name, JSON.stringify({ userId, link, path, at: Date.now() } satisfies LastPlace))
  } catch {
    // Browsers may block storage in a frame. Then a reload starts as the host says.
  }
}

function readLast(): LastPlace | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as LastPlace | null
  } catch {
    return null
  }
}
