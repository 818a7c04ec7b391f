/** @jsxImportSource preact */
import { linksIn } from './linksIn.ts'

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
