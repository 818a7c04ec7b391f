import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TeamsManifestV1D30 } from '@microsoft/app-manifest'
import { strFromU8, unzipSync } from 'fflate'
import { packageApp } from '#infra/package/packageApp'

export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30

const project = fileURLToPath(new URL('../../', import.meta.url))

/** Environment variables of a valid installation. */
export const production = {
  PUBLIC_URL: 'https://interact.contoso.example',
  WIDGET_URL: 'https://widget.contoso.example:8443/',
  BOT_ID: '9B0E7A52-6C1D-4F5A-9C55-0E6C1F6F3B07',
  ENTRA_CLIENT_ID: 'c2a8a8de-61c4-4d8e-8a9d-7c1f4f2b9a91',
}

/** A temporary copy of the package's sources, so that a test can corrupt them without touching the project's `dist/`. */
export function openGround() {
  const root = mkdtempSync(join(tmpdir(), 'interact-package-'))
  const restore = () => {
    for (const name of ['appPackage', 'package.json'])
      cpSync(join(project, name), join(root, name), { recursive: true, force: true })
  }
  const zipPath = (name: string) => join(root, 'dist', `interact-${name}.zip`)
  restore()
  return {
    make: (args: readonly string[] = [], env: Record<string, string | undefined> = {}) => packageApp(args, env, root),
    path: (name: string) => join(root, 'appPackage', name),
    /** Changes a text file of the package until `restore`. */
    spoil: (name: string, change: (text: string) => string) => {
      const path = join(root, 'appPackage', name)
      writeFileSync(path, change(readFileSync(path, 'utf8')))
    },
    restore: () => {
      rmSync(join(root, 'appPackage'), { recursive: true })
      restore()
    },
    /** Writes a file in the place of an older package. */
    leaveOlder: (name: string) => {
      mkdirSync(join(root, 'dist'), { recursive: true })
      writeFileSync(zipPath(name), 'an older one')
    },
    written: (name: string) => existsSync(zipPath(name)),
    bytes: (name: string) => readFileSync(zipPath(name)),
    files: (name: string) => unzipSync(readFileSync(zipPath(name))),
    close: () => rmSync(root, { recursive: true }),
  }
}

export const manifestIn = (files: Record<string, Uint8Array>): Manifest =>
  JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Manifest
