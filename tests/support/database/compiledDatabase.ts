import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { transformSync, type Options } from '@swc/core'

const root = new URL('../../../', import.meta.url)
const rooms = new URL('api/adapters/postgres/', root)

// One setting is newer than the compiler's own types.
const jsc = { parser: { syntax: 'typescript' }, target: 'es2023', rewriteRelativeImportExtensions: true } as const
const typescript: Options = { jsc, module: { type: 'es6' } }

/**
 * The database engine as JavaScript, for processes of their own. It lies inside the project, where packages are found.
 * Answers the address of its folder and a function that removes it.
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
