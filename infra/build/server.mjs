import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'
import { root } from './run.mjs'

const rooms = ['core', 'api', 'bot', 'infra/local', 'infra/package']

function* filesBelow(folder) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

/** Turns each TypeScript file of the server's rooms into one JavaScript file at the same place below dist/. */
export function buildServer() {
  for (const room of rooms) {
    rmSync(join(root, 'dist', room), { recursive: true, force: true })
    for (const path of filesBelow(room)) {
      const target = join(root, 'dist', path)
      mkdirSync(dirname(target), { recursive: true })
      if (!path.endsWith('.ts')) cpSync(join(root, path), target)
      else if (!path.endsWith('.d.ts')) writeJavaScript(path, target.replace(/\.ts$/, '.js'))
    }
  }
}

function writeJavaScript(path, target) {
  const { code, map } = transformFileSync(join(root, path), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023', rewriteRelativeImportExtensions: true },
    module: { type: 'es6' },
    sourceMaps: true,
  })
  const file = target.split('/').at(-1)
  writeFileSync(target, `${code}//# sourceMappingURL=${file}.map\n`)
  if (map) writeFileSync(`${target}.map`, map)
}
