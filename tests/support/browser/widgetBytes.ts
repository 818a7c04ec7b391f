import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const matches = (text: string, part: RegExp) => [...text.matchAll(part)].map(([, file = '']) => `assets/${file}`)
const language = /^assets\/(en|de|fr|it|ar)-/

/** Sizes of the built widget's files, in bytes after gzip. */
export function widgetBytes(folder: string) {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const zipped = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  const sum = (files: readonly string[]) => files.map(zipped).reduce((all, each) => all + each, 0)

  /** These files and the files that they import, transitively. */
  const withImports = (files: readonly string[]): string[] => {
    const found = new Set(files)
    for (const file of found)
      if (file.endsWith('.js')) matches(read(file), /(?:from|import)"\.\/([^"]+)"/g).forEach((each) => found.add(each))
    return [...found]
  }
  /** Files that a browser fetches when it opens a page: scripts with their imports, and styles. */
  const fetchedBy = (page: string) => withImports(matches(read(page), /(?:src|href)="[^"]*assets\/([^"]+)"/g))
  /** Files that these scripts import dynamically. */
  const askedLater = (files: readonly string[]): string[] =>
    files.filter((file) => file.endsWith('.js')).flatMap((file) => matches(read(file), /import\(`\.\/([^`]+)`\)/g))

  /** Size of a page, its files and the largest language. */
  const sizeOf = (page: string): number => {
    const files = fetchedBy(page)
    const languages = askedLater(files).filter((file) => language.test(file))
    return sum([page, ...files]) + Math.max(...languages.map(zipped))
  }
  /** Size of the files that the call window loads when a call is accepted. */
  const loadedLater = (needed: RegExp): number => {
    const there = fetchedBy('call.html')
    const asked = askedLater(there).filter((file) => needed.test(file))
    return sum(withImports(asked).filter((file) => !there.includes(file)))
  }
  return {
    ...{ read, zipped, fetchedBy, askedLater, sizeOf },
    webrtc: () => loadedLater(/^assets\/callSession-/),
    teamsMeeting: () => loadedLater(/^assets\/(callSession|meetingTransport|callingSdk)-/),
  }
}
