import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { transformSync, type Options } from '@swc/core'

const root = new URL('../../../', import.meta.url)
const postgres = 'adapters/postgres/'
/** The folders and files of `api/` that the database needs. */
const compiled = [`${postgres}database/`, 'server/backoff.ts']

// The compiler's own types lack `rewriteRelativeImportExtensions`.
const jsc = { parser: { syntax: 'typescript' }, target: 'es2023', rewriteRelativeImportExtensions: true } as const
const typescript: Options = { jsc, module: { type: 'es6' } }

/**
 * Compiles the database engine to JavaScript for child processes, into a folder of the project so that packages resolve.
 * Returns the folder's URL and a function that removes it.
 */
export function compileEngine(): { engine: string; remove: () => void } {
  const target = new URL(`.cache/engine-${process.pid}-${Date.now()}/`, root)
  const source = (path: string) => new URL(`api/${path}`, root)
  cpSync(source(`${postgres}migrations/`), new URL(`${postgres}migrations/`, target), { recursive: true })
  const files = compiled.flatMap((path) =>
    path.endsWith('/') ? readdirSync(source(path)).map((name) => path + name) : path,
  )
  for (const path of files) {
    const { code } = transformSync(readFileSync(source(path), 'utf8'), typescript)
    const output = new URL(path.replace(/\.ts$/, '.js'), target)
    mkdirSync(new URL('.', output), { recursive: true })
    writeFileSync(output, code)
  }
  const engine = new URL(`${postgres}database/`, target).href
  return { engine, remove: () => rmSync(target, { recursive: true, force: true }) }
}
