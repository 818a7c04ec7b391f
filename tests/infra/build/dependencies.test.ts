import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import semver from 'semver'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../..')
const textOf = (name: string) => readFileSync(join(root, name), 'utf8')

const versions = z.record(z.string(), z.string())
const { engines, dependencies, devDependencies } = z
  .object({ engines: z.object({ node: z.string() }), dependencies: versions, devDependencies: versions })
  .parse(JSON.parse(textOf('package.json')))

const lockedPackage = z.object({
  // Old packages have a list instead of an object.
  engines: z.object({ node: z.string().optional() }).optional().catch(undefined),
  optional: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const { packages } = z
  .object({ packages: z.record(z.string(), lockedPackage) })
  .parse(JSON.parse(textOf('package-lock.json')))

describe('the dependencies', () => {
  test('run on every version of Node that Interact promises', () => {
    const tooNew = Object.entries(packages)
      .filter(([, { optional }]) => !optional)
      .filter(([, { engines: needed }]) => !semver.subset(engines.node, needed?.node ?? '*'))
    expect(tooNew.map(([path, { engines: needed }]) => `${path}: ${needed?.node}`)).toEqual([])
  })

  test('are built and tested on versions of Node that Interact promises', () => {
    const tested = /node: \[(.*)\]/.exec(textOf('.github/workflows/check.yml'))?.[1]?.split(', ') ?? []
    expect(tested).toHaveLength(2)
    expect(tested[0]).toBe(textOf('.nvmrc').trim())
    for (const version of tested) expect(semver.intersects(version, engines.node)).toBe(true)
    expect(semver.minVersion(engines.node)?.version).toBe(tested[0])
  })

  test('are locked for every platform, so that the same lock file installs everywhere', () => {
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
    const optional = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies ?? {}))
    expect(optional).toEqual(expect.arrayContaining(['@swc/core-win32-x64-msvc', '@rolldown/binding-darwin-arm64']))
    expect(optional.filter((name) => !locked.has(name))).toEqual([])
  })

  test('are named with exact versions', () => {
    const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !semver.valid(version),
    )
    expect(ranges).toEqual([])
  })
})
