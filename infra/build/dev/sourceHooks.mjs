import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

// Module hooks for `npm run dev`: TypeScript runs from its source, and `?generation=` of a module goes over to all of our
// modules that it imports. So a new generation of the server is loaded into the process, while libraries and stand-ins stay.

const root = new URL('../../../', import.meta.url).href
const isOurs = (url) => url.startsWith(root) && !url.includes('/node_modules/')
const compiled = new Map()

export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context)
  const generation = context.parentURL ? new URL(context.parentURL).searchParams.get('generation') : null
  if (generation === null || !isOurs(resolved.url)) return resolved
  const url = new URL(resolved.url)
  url.searchParams.set('generation', generation)
  return { ...resolved, url: url.href }
}

export async function load(url, context, nextLoad) {
  if (!isOurs(url) || !new URL(url).pathname.endsWith('.ts')) return nextLoad(url, context)
  return { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true }
}

function compile(path) {
  const text = readFileSync(path, 'utf8')
  const known = compiled.get(path)
  if (known?.text === text) return known.code
  const { code } = transformSync(text, {
    filename: path,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  })
  compiled.set(path, { text, code })
  return code
}
