import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AppPackageConfig } from '#api/config'

/** The files of a package by name, in the order in which they are packed. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>

/** Reads the files of `appPackage/` and replaces the manifest's placeholders by the installation's addresses and ids. */
export function fillPackage(folder: string, version: string, target: AppPackageConfig): PackageFiles {
  const values: Readonly<Record<string, string>> = {
    VERSION: version,
    PUBLIC_URL: target.publicUrl,
    PUBLIC_HOST: new URL(target.publicUrl).host,
    WIDGET_HOST: new URL(target.widgetUrl).host,
    ENTRA_CLIENT_ID: target.clientId,
    BOT_ID: target.botId,
  }
  const names = readdirSync(folder)
    .filter((name) => /\.(json|png)$/.test(name))
    .sort()
  const read = (name: string): Uint8Array => {
    const bytes = readFileSync(join(folder, name))
    if (name !== 'manifest.json') return bytes
    const filled = bytes.toString('utf8').replace(/\$\{\{(\w+)\}\}/g, (blank, key: string) => values[key] ?? blank)
    return Buffer.from(filled)
  }
  return Object.fromEntries(names.map((name) => [name, read(name)]))
}
