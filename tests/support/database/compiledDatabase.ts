import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { transformSync, type Options } from '@swc/core'

const root = new URL('../../../', import.meta.url)
const rooms = new URL('api/adapters/postgres/', root)

// The compiler's own types lack `rewriteRelativeImportExtensions`.
const jsc = { parser: { syntax: 'typescript' }, target: 'es2023', rewriteRelativeImportExtensions: true } as const
const typescript: Options = { jsc, module: { type: 'es6' } }

/**
 * Compiles the database engine to JavaScript for child processes, into a folder of the project so that packages resolve.
 * Returns the folder's URL and a function that removes it.
 */
export function compileEngine(): { engine: string; remove: () => void } {
  const target = new URL(`.cache/engine-${process.pid}-${Date.now()}/`, root)
  mkdirSync(new URL('database/', target), { recursive: true })
  cpSync(new URL('migrations/', rooms), new URL('migrations/', target), { recursive: true })
  for (const name of readdirSync(new URL('database/', rooms))) {
    const { code } = transformSync(readFileSync(new URL(`database/${name}`, rooms), 'utf8'), typescript)
    writeFileSync(new URL(`database/${name.replace(/\.ts$/, '.js')}`, target), code)
  }
  return { engine: new URL('database/', target).href, remove: () => rmSync(target, { recursive: true, force: true }) }
}
