import { dirname } from 'node:path'
import { root } from '../build/run.mjs'
import { readModules } from './modules.mjs'
import { smallFiles } from './smallFiles.mjs'
import { retiredIn } from './retiredWords.mjs'

const maxSourceFiles = 620
const maxFilesPerFolder = 20
/** A file below this many code lines that one file alone imports needs a reason. */
const crumbLines = 40

const isTest = (path) => path.startsWith('tests/')
const isCatalogue = (path) => /\/i18n\/(.*\/)?compiled\//.test(path)
const sum = (map, key) => map.set(key, (map.get(key) ?? 0) + 1)

const modules = readModules(root)
const sources = modules.filter(({ path }) => !isTest(path) && !isCatalogue(path))
const problems = []

/** Why a small file with a single importer may stand by itself; null where nothing says so. */
function reasonFor({ path, importers, onlyTypes }) {
  if (importers.some(({ dynamic }) => dynamic)) return 'loaded on demand'
  if (importers.some(({ from }) => isTest(from))) return 'a test of its own'
  if (onlyTypes) return 'types of a port or protocol'
  return smallFiles[path] ?? null
}

function crumbs() {
  const found = sources
    .filter(({ codeLines }) => codeLines < crumbLines)
    .filter(({ importers }) => importers.filter(({ from }) => !isTest(from)).length === 1)
    .map((file) => ({ path: file.path, lines: file.codeLines, reason: reasonFor(file) }))
  for (const { path, reason } of found)
    if (!reason) problems.push(`${path}: fewer than ${crumbLines} lines and one importer, without a reason`)
  const named = new Set(found.map(({ path }) => path))
  for (const path of Object.keys(smallFiles))
    if (!named.has(path)) problems.push(`smallFiles.mjs names ${path}, which needs no reason`)
  return found
}

function folders() {
  const sizes = new Map()
  for (const { path } of modules) sum(sizes, dirname(path))
  const sorted = [...sizes].sort((one, other) => other[1] - one[1])
  for (const [folder, size] of sorted)
    if (size > maxFilesPerFolder) problems.push(`${folder}: ${size} files, ${maxFilesPerFolder} are allowed`)
  return sorted[0]
}

/** Pairs of folders of which each imports the other. */
function mutualFolders() {
  const seen = new Set()
  for (const { path, imports } of modules)
    for (const { to } of imports) if (dirname(path) !== dirname(to)) seen.add(`${dirname(path)} ${dirname(to)}`)
  const pairs = [...seen].filter((pair) => {
    const [from, to] = pair.split(' ')
    return from < to && seen.has(`${to} ${from}`)
  })
  for (const pair of pairs) problems.push(`two folders import each other: ${pair.replace(' ', ' and ')}`)
  return pairs.length
}

/** Files that reach themselves through their imports, type imports counted. */
function filesInCycles() {
  const imports = new Map(modules.map(({ path, imports: found }) => [path, found.map(({ to }) => to)]))
  const reaches = (start) => {
    const seen = new Set()
    const open = [...(imports.get(start) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === start) return true
      if (!seen.has(next)) open.push(...(imports.get(next) ?? []))
      seen.add(next)
    }
    return false
  }
  const found = [...imports.keys()].filter(reaches)
  for (const path of found) problems.push(`${path} is in a cycle of imports`)
  return found.length
}

function retiredWords() {
  const found = modules.flatMap(({ path, names }) => retiredIn(path, names))
  for (const { path, name } of found) problems.push(`${path}: "${name}" holds a retired word`)
  return found.length
}

function namesDefinedTwice() {
  const homes = new Map()
  for (const { exported } of sources) for (const name of exported) sum(homes, name)
  return [...homes].filter(([, count]) => count > 1).map(([name, count]) => `${name} (${count})`)
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]
const small = crumbs()
const [largestFolder, largestSize] = folders()
const twice = namesDefinedTwice()
const rows = [
  ['source files, translations apart', `${sources.length} of at most ${maxSourceFiles}`],
  ['test files and their support', modules.filter(({ path }) => isTest(path)).length],
  ['median code lines of a source file', median(sources.map(({ codeLines }) => codeLines))],
  ['largest source file, code lines', Math.max(...sources.map(({ codeLines }) => codeLines))],
  [`files under ${crumbLines} lines with one importer`, small.length],
  ['largest folder', `${largestFolder}, ${largestSize} files`],
  ['pairs of folders that import each other', mutualFolders()],
  ['files in cycles', filesInCycles()],
  ['names with a retired word', retiredWords()],
  ['names exported by more than one file', twice.length],
]
if (sources.length > maxSourceFiles) problems.push(`${sources.length} source files, ${maxSourceFiles} are allowed`)

const width = Math.max(...rows.map(([label]) => label.length))
for (const [label, value] of rows) console.log(`${label.padEnd(width)}  ${value}`)
if (process.argv.includes('--all')) {
  console.log('\nSmall files with one importer, and why each stands:')
  for (const { path, lines, reason } of small) console.log(`  ${path} (${lines}): ${reason ?? 'no reason'}`)
  console.log(`\nNames exported by more than one file:\n  ${twice.join(', ')}`)
}
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
