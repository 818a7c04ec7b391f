import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const built = `${root}dist/.sources`
const folders = ['core', 'client', 'api', 'bot', 'tab', 'widget', 'infra']

export function* filesBelow(folder) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

/** A hash over the paths and contents of all source files of a build. */
export function sourcesNow() {
  const hash = createHash('sha256')
  for (const path of ['package.json', 'package-lock.json', ...folders.flatMap((folder) => [...filesBelow(folder)])])
    hash
      .update(path)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

export const isBuilt = (sources) => existsSync(built) && readFileSync(built, 'utf8') === sources

export function noteBuilt(sources) {
  mkdirSync(`${root}dist`, { recursive: true })
  writeFileSync(built, sources)
}
