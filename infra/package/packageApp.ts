import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage } from './checkPackage.ts'
import { fillPackage } from './fillPackage.ts'
import { readTarget, readTargetName } from './target.ts'
import { zipPackage } from './zipPackage.ts'

/**
 * Writes `dist/interact-<name>.zip` below `root` and returns the text to print. If the package is not valid, throws one
 * error that lists every problem and leaves no zip, not even an older one.
 */
export async function packageApp(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Promise<string> {
  const name = readTargetName(args, env)
  const path = join('dist', `interact-${name}.zip`)
  rmSync(join(root, path), { force: true })
  const target = readTarget(name, env)
  const files = fillPackage(join(root, 'appPackage'), versionIn(root), target)
  const zip = zipPackage(files)
  const problems = await checkPackage(zip, target)
  if (problems.length > 0) throw new Error(`The package for ${name} is not valid:\n  ${problems.join('\n  ')}`)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, path), zip)
  const list = Object.entries(files).map(([file, { length }]) => `  ${file.padEnd(14)}${size(length)}`)
  const use = target.local
    ? 'For this machine only: Teams opens https addresses. See README, "Sideload it".'
    : `For ${target.publicUrl}: upload it in the Teams admin center.`
  return [`${path} ${size(zip.length).trim()}`, ...list, use].join('\n')
}

const versionIn = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

const size = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`.padStart(9)
