/** @jsxImportSource preact */

/** Shows a text unchanged, with its web addresses as links. */
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

/** A part of a text, with `href` if it is a link. All parts together are the text. */
interface TextPart {
  text: string
  href: string | null
}

// Ends at white space, quotes, angle brackets, and control or format characters, because these can hide the host.
const address = /https?:\/\/[^\s<>"'`\p{C}]+/giu

/**
 * Finds http and https addresses. An address with a user name before the host stays text, because it can look like another
 * host; so does one whose host differs from what was typed, such as an internationalised name.
 */
function linksIn(text: string): TextPart[] {
  const pieces: TextPart[] = []
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
