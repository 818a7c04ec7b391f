import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reply } from './loopback.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Reads the files of one folder into memory, keyed by file name. Subfolders are ignored. */
export function staticFiles(folder: URL): ReadonlyMap<string, Reply> {
  const path = fileURLToPath(folder)
  const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ name }) => [
      name,
      { type: types[extname(name)] ?? 'application/octet-stream', body: readFileSync(join(path, name)) },
    ]),
  )
}
