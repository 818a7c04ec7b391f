import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secrets = z.object({
  signingKeys: z.array(z.string()).length(2),
  dataKey: z.string(),
  apiSecret: z.string(),
  botSecret: z.string(),
})

/** Secrets of the embedded world, created once per data folder in a file that only its owner can read. */
export function readSecrets(dataFolder: string): z.infer<typeof secrets> {
  const path = join(dataFolder, 'secrets.json')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) {
    const [one, two, dataKey, apiSecret, botSecret] = Array.from({ length: 5 }, () =>
      randomBytes(32).toString('base64'),
    )
    writeFileSync(path, JSON.stringify({ signingKeys: [one, two], dataKey, apiSecret, botSecret }), { mode: 0o600 })
  }
  return secrets.parse(JSON.parse(readFileSync(path, 'utf8')))
}
