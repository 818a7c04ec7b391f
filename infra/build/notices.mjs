import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** In characters. A longer text has a file beside the page. */
const longestOnPage = 50_000
const noticeFile = /^(licen[cs]e|copying|notice|copyright|third.?party)|\.licen[cs]e\.txt$/i
/** A licence that stands in the README, from its heading to the end. */
const licenceInReadme = /^(#+ *)?licen[cs]e *$[\s\S]*copyright[\s\S]*/im

const folder = join(root, 'dist/notices')
const readText = (...path) => readFileSync(join(root, ...path), 'utf8')
const nameOf = (path) => path.split('node_modules/').at(-1)

/**
 * Writes `dist/notices`: a page with the notices of every package that the server loads or that Vite has put into a bundle, the
 * longest texts as files, and `packages.json`, which names the texts by number. `bundled` is what Vite's `build.license` has listed: `{ name, version }`.
 */
export function writeNotices(bundled) {
  const lock = JSON.parse(readText('package-lock.json')).packages
  const packages = new Map()
  const add = (path, version, place) => {
    const key = `${nameOf(path)}@${version}`
    const entry = packages.get(key) ?? { name: nameOf(path), version, places: new Set(), ...noticesOf(path) }
    entry.places.add(place)
    packages.set(key, entry)
  }
  const paths = Object.keys(lock).filter((path) => path !== '' && existsSync(join(root, path)))
  for (const path of paths) if (!lock[path].dev) add(path, lock[path].version, 'server')
  for (const { name, version } of bundled) {
    const path = paths.find((each) => nameOf(each) === name && lock[each].version === version)
    if (!path) throw new Error(`${name} ${version} is bundled, but not in the lock file`)
    add(path, version, 'browser')
    for (const copy of copiesInside(path)) add(`node_modules/${copy.name}`, copy.version, 'browser')
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const sorted = [...packages.values()].sort((one, other) => one.name.localeCompare(other.name))
  const texts = [...new Set(sorted.flatMap((each) => each.texts))]
  const files = texts.map((text, index) => (text.length > longestOnPage ? `${index + 1}.txt` : null))
  for (const [index, file] of files.entries()) if (file) writeFileSync(join(folder, file), texts[index])
  const rows = sorted.map(({ name, version, licence, places, texts: own }) => {
    const numbers = own.map((text) => texts.indexOf(text) + 1)
    return { name, version, licence, places: [...places], texts: numbers }
  })
  writeFileSync(join(folder, 'packages.json'), JSON.stringify(rows))
  writeFileSync(join(folder, 'index.html'), pageOf(rows, texts, files))
}

/** Packages that a published package has copied into itself (teams-js, by pnpm): bundlers take them for a part of it. */
function copiesInside(path) {
  const store = join(root, path, 'dist/esm/node_modules/.pnpm')
  if (!existsSync(store)) return []
  return readdirSync(store).flatMap((entry) =>
    readdirSync(join(store, entry, 'node_modules')).map((name) => {
      const [, version = ''] = new RegExp(`(?:^|_)${name}@([\\d.]+)`).exec(entry) ?? []
      return { name, version }
    }),
  )
}

/** `texts` are the licence and the notices as the package holds them; empty where it holds none. */
function noticesOf(path) {
  if (!existsSync(join(root, path))) return { licence: '', texts: [] }
  const { license, author } = JSON.parse(readText(path, 'package.json'))
  const licence = String(license ?? '')
  const names = readdirSync(join(root, path)).filter((name) => statSync(join(root, path, name)).isFile())
  const texts = new Set(names.filter((name) => noticeFile.test(name)).map((name) => readText(path, name).trim()))
  const readme = names.find((name) => /^readme/i.test(name))
  const inReadme = readme === undefined ? null : licenceInReadme.exec(readText(path, readme))
  if (texts.size === 0 && inReadme) texts.add(inReadme[0].trim())
  if (texts.size === 0 && licence === 'MIT') texts.add(mitOf(author?.name ?? author ?? nameOf(path)))
  return { licence, texts: [...texts] }
}

/** The MIT licence for a package that names it and leaves out its text. */
const mitOf = (holder) =>
  readText('LICENSE')
    .trim()
    .replace(/^Copyright.*$/m, `Copyright (c) ${holder}`)

function pageOf(packages, texts, files) {
  const link = (number) => {
    const file = files[number - 1]
    return `<a href="${file ? `/notices/${file}` : `#text-${number}`}">${number}</a>`
  }
  const rows = packages.map(
    ({ name, version, licence, places, texts: own }) => `<tr>
            <th scope="row">${escaped(name)} ${escaped(version)}</th>
            <td>${places.join(', ')}</td>
            <td>${escaped(licence)}</td>
            <td>${own.map(link).join(' ')}</td>
          </tr>`,
  )
  const blocks = texts.map((text, index) =>
    files[index] ? '' : `<h3 id="text-${index + 1}">${index + 1}</h3>\n<pre>${escaped(text)}</pre>\n`,
  )
  return readText('api/about/notices.html')
    .replace('<!-- packages -->', () => rows.join('\n          '))
    .replace('<!-- texts -->', () => blocks.join(''))
}

const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => signs[sign])
