import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The pinned loader: its file name and integrity, as the build wrote them. */
export function pinnedLoader(assets: string): { file: string; integrity: string } {
  const manifest = JSON.parse(readFileSync(join(assets, 'widget', 'manifest.json'), 'utf8')) as {
    loader: { file: string; integrity: string }
  }
  return manifest.loader
}
