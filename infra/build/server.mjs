import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'
import { root } from './run.mjs'
import { filesBelow } from './sources.mjs'

const rooms = ['core', 'api', 'bot', 'infra/local', 'infra/package']

/** Compiles the rooms that run on the server. */
export const buildServer = () => buildFolders(rooms)

/** Compiles each TypeScript file below these folders to JavaScript at the same path below dist/, and copies other files. */
export function buildFolders(folders) {
  for (const folder of folders) {
    rmSync(join(root, 'dist', folder), { recursive: true, force: true })
    for (const path of filesBelow(folder)) {
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
