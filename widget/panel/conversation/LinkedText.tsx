/** @jsxImportSource preact */

/** Somebody's text, character by character; addresses of the web can be followed. */
export const LinkedText = ({ text }: { text: string }) => (
  <>
    {linksIn(text).map((part) =>
      part.href ? (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      ) : (
        part.text
      ),
    )}
  </>
)

/** A piece of a text; with `href` where it is an address that may be followed. The pieces together are the text. */
interface Piece {
  text: string
  href: string | null
}

// Ends at white space, quotes, angle brackets and at every control or format character, since those can hide a host.
const address = /https?:\/\/[^\s<>"'`\p{C}]+/giu

/**
 * Finds http and https addresses. One with a user name before the host stays text, since it looks like another host;
 * so does one whose host cannot be shown as it was typed.
 */
function linksIn(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = found.replace(/[.,;:!?)\]}'"»”’]+$/u, '')
    const href = safeAddress(shown)
    if (!href) continue
    if (index > end) pieces.push({ text: text.slice(end, index), href: null })
    pieces.push({ text: shown, href })
    end = index + shown.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null })
  return pieces
}

function safeAddress(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { protocol, username, password, host, href } = new URL(text)
  const honest = text.toLowerCase().startsWith(`${protocol}//${host}`)
  return /^https?:$/.test(protocol) && !username && !password && honest ? href : null
}
