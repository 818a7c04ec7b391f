import { spawn } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { readSettings } from '#infra/local/settings'
import { built } from '../../support/built.ts'

const programs = {
  embedded: built('infra/local/main.js'),
  production: built('api/main.js'),
}

/** Runs a program with these environment variables until it ends. */
async function run(program: keyof typeof programs, env: Record<string, string>) {
  const child = spawn(process.execPath, [programs[program]], { env: { PATH: process.env.PATH, ...env } })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (words: Buffer) => (output[stream] += words.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, ...output, said: output.stdout + output.stderr }
}

describe('The embedded world', () => {
  test('refuses to run in production', async () => {
    const { code, said } = await run('embedded', { NODE_ENV: 'production' })
    expect(code).toBe(1)
    expect(said).toContain('never runs in production')
  })

  test('never opens the database of production', () => {
    const production = 'postgres://interact@db.contoso.example/interact'
    expect(readSettings({ DATABASE_URL: production, DATA_DIR: '/data' }).databaseUrl).toBe('pglite:/data/database')
    const own = 'postgres://localhost/mine'
    expect(readSettings({ DATABASE_URL: production, EMBEDDED_DATABASE_URL: own }).databaseUrl).toBe(own)
  })

  test('names every invalid variable, without its value', () => {
    const wrong = { PORT: 'secret-1', LIMITS: 'secret-2', PLAYGROUND_PORT: '70000', LOG_LEVEL: 'secret-3' }
    expect(() => readSettings(wrong)).toThrow(/PORT: .*\n(.*\n)*LIMITS: .*/)
    expect(() => readSettings(wrong)).toThrow(/PLAYGROUND_PORT: /)
    expect(() => readSettings(wrong)).toThrow(/LOG_LEVEL: /)
    expect(() => readSettings(wrong)).not.toThrow(/secret|70000/)
  })

  test('can use another connector on this machine than the Playground', () => {
    expect(readSettings({ PLAYGROUND_PORT: '4000' }).connectorUrl).toBe('http://localhost:4000')
    expect(readSettings({ PLAYGROUND_PORT: 'off', CONNECTOR_URL: 'http://localhost:5000' })).toMatchObject({
      connectorUrl: 'http://localhost:5000',
      ports: { playground: null },
    })
  })
})

test('Production refuses variables of the embedded world and names missing ones, without their values', async () => {
  const { code, said } = await run('production', {
    ENTRA_PORT: '3983',
    BOT_SECRET: 'top-secret',
    DATABASE_URL: 'nowhere',
  })
  expect(code).toBe(1)
  expect(said).toContain('ENTRA_PORT: belongs to the embedded world')
  for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SIGNING_KEYS', 'TENANTS', 'BOT_ID'])
    expect(said).toContain(`${name}: `)
  expect(said).not.toMatch(/top-secret|nowhere|3983/)
})

test('Production without variables prints only which ones are missing', async () => {
  const { code, stdout, stderr } = await run('production', {})
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^Interact cannot start:\n( {2}[A-Z_]+: is missing\n)+$/)
})
