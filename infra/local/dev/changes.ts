import { createHash } from 'node:crypto'
import { readFileSync, watch } from 'node:fs'
import { join } from 'node:path'

/** In milliseconds: an editor writes a file in several steps. */
const settles = 40

/**
 * Calls `onChange` with the paths below `root` whose content has changed, one call after another. Files are those below
 * `folders` that `matters` names.
 */
export function watchFiles(
  root: string,
  folders: readonly string[],
  matters: (path: string) => boolean,
  onChange: (paths: string[]) => Promise<void>,
): () => void {
  const contents = new Map<string, string>()
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const flush = () => {
    const paths = [...waiting].filter((path) => {
      const content = hashOf(join(root, path))
      const isNew = contents.get(path) !== content
      contents.set(path, content)
      return isNew
    })
    waiting.clear()
    if (paths.length > 0) working = working.then(() => onChange(paths))
  }
  const watchers = folders.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      const path = join(folder, name ?? '')
      if (!matters(path)) return
      waiting.add(path)
      clearTimeout(timer)
      timer = setTimeout(flush, settles)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function hashOf(path: string): string {
  try {
    return createHash('sha1').update(readFileSync(path)).digest('hex')
  } catch {
    return 'gone'
  }
}
