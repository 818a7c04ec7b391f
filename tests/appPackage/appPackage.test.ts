import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { commandIn } from '#bot/agent/chatCommands'
import { createOpenLink } from '#bot/cards/deepLink'
import { translationsFor } from '#bot/i18n/translations'
import { embeddedConfig } from '#infra/local/embeddedConfig'
import { readSettings } from '#infra/local/settings'
import { checkPackage } from '#infra/package/checkPackage'
import { textsOf } from '#infra/package/languageProblems'
import { manifestIn, openGround, production, type Manifest } from './ground.ts'
import { pixelsOf } from './pixels.ts'

const ground = openGround()
afterAll(ground.close)

describe('the package of the embedded world', () => {
  it('is valid, and the output lists every file', async () => {
    const said = await ground.make()
    expect(await checkPackage(ground.bytes('local'), { local: true })).toEqual([])
    const names = ['ar.json', 'color.png', 'de.json', 'fr.json', 'it.json', 'manifest.json', 'outline.png']
    expect(Object.keys(ground.files('local')).sort()).toEqual(names)
    expect(said).toMatch(/^dist.interact-local\.zip \d+\.\d KB\n/)
    for (const name of names) expect(said).toContain(`\n  ${name}`)
  })

  it('contains the addresses and ids of the embedded world', async () => {
    await ground.make(['--env', 'local'], { PORT: '4978' })
    const secrets = { signingKeys: [], dataKey: '', apiSecret: '', botSecret: '' }
    const config = embeddedConfig(readSettings({ PORT: '4978' }), secrets)
    const manifest = manifestIn(ground.files('local'))
    expect(manifest.id).toBe(config.teamsAppId)
    expect(manifest.staticTabs?.[0]?.contentUrl).toBe(`${config.publicUrl}/tab/`)
    expect(manifest.webApplicationInfo?.id).toBe(config.entra.clientId)
  })

  it('is reproducible byte for byte', async () => {
    await ground.make()
    const first = ground.bytes('local')
    await ground.make()
    expect(ground.bytes('local').equals(first)).toBe(true)
  })

  it('is not valid for Teams, which opens https addresses only', async () => {
    await ground.make()
    const problems = await checkPackage(ground.bytes('local'), { local: false })
    expect(problems).toContain('http://localhost:3978/tab/: Teams opens https addresses only')
  })
})

describe('the package of an installation', () => {
  let manifest: Manifest
  beforeAll(async () => {
    await ground.make(['--env', 'contoso'], production)
    manifest = manifestIn(ground.files('contoso'))
  })

  it('contains the ids and the version of the installation', () => {
    const bot = production.BOT_ID.toLowerCase()
    expect(manifest).toMatchObject({ id: bot, manifestVersion: '1.30' })
    expect(manifest.bots).toMatchObject([{ botId: bot, scopes: ['personal'] }])
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('lists only the two hosts of the installation as valid domains', () => {
    expect(manifest.validDomains).toEqual(['interact.contoso.example', 'widget.contoso.example:8443'])
  })

  it('names the sign-in resource that the API expects', () => {
    const id = production.ENTRA_CLIENT_ID
    expect(manifest.webApplicationInfo).toEqual({ id, resource: `api://interact.contoso.example/${id}` })
  })

  it('requests only microphone, camera and the permission to notify its own user of a ringing call', () => {
    expect(manifest.devicePermissions).toEqual(['media'])
    expect(manifest.authorization).toEqual({
      permissions: { resourceSpecific: [{ name: 'TeamsActivity.Send.User', type: 'Application' }] },
    })
    expect(manifest.activities?.activityTypes).toMatchObject([
      { type: 'callRings', templateText: '{customer} would like to talk to you' },
    ])
  })

  it('has the tab that links on cards open, and the path of a link is a page of that tab', () => {
    const session = '20000000-0000-4000-8000-000000000001'
    for (const act of [undefined, 'accept'] as const) {
      const link = new URL(createOpenLink(manifest.id)(session, act))
      const [, , , app, entity] = link.pathname.split('/')
      expect(app).toBe(manifest.id)
      const tab = manifest.staticTabs?.find(({ entityId }) => entityId === entity)
      const { subEntityId } = JSON.parse(link.searchParams.get('context') ?? '') as { subEntityId: string }
      const path = act === undefined ? session : `${session}/${act}`
      expect(`${production.PUBLIC_URL}/tab/${subEntityId}`).toBe(`${tab?.contentUrl ?? ''}/${path}`)
    }
  })

  it('shows the chat with its own bot as a tab', () => {
    expect(manifest.staticTabs?.at(-1)).toMatchObject({ entityId: 'conversations', contentBotId: manifest.id })
  })

  it('offers the commands that the bot understands, without a slash, in every language', () => {
    const titles = manifest.bots?.[0]?.commandLists?.[0]?.commands.map(({ title }) => title) ?? []
    expect(titles).toEqual(['Help', 'Status', 'Available', 'Away', 'Chats', 'End'])
    const names = titles.map((title) => title.toLowerCase())
    for (const { file } of [{ file: '' }, ...(manifest.localizationInfo?.additionalLanguages ?? [])]) {
      const texts = file === '' ? {} : textsIn(ground.files('contoso'), file)
      const shown = titles.map((title, at) => texts[`bots[0].commandLists[0].commands[${at}].title`] ?? title)
      expect(shown.map((title) => commandIn(title))).toEqual(names.map((name) => ({ name, hasSlash: false })))
    }
  })

  it('offers the commands at a mention alone, since a slash list is for groups', () => {
    const lists = manifest.bots?.[0]?.commandLists ?? []
    expect(lists.map(({ triggers, scopes }) => ({ triggers, scopes }))).toEqual([
      { triggers: ['mention'], scopes: ['personal'] },
    ])
  })

  it('translates every text into every language of the bot', () => {
    const files = ground.files('contoso')
    const english = textsOf(manifest)
    const languages = manifest.localizationInfo?.additionalLanguages ?? []
    expect(['en', ...languages.map(({ languageTag }) => languageTag)]).toEqual(['en', 'de', 'fr', 'it', 'ar'])
    for (const { languageTag, file } of languages) {
      expect(translationsFor(languageTag).language).toBe(languageTag)
      const texts = textsIn(files, file)
      const keys = Object.keys(english)
      expect(Object.keys(texts).filter((key) => key !== '$schema')).toEqual(keys)
      expect(keys.filter((key) => /description|activities/.test(key) && texts[key] === english[key])).toEqual([])
    }
  })

  it('draws its outline icon in white on a transparent background', () => {
    const pixels = pixelsOf(ground.files('contoso')['outline.png'] ?? new Uint8Array())
    const seen = pixels.filter(([, , , alpha]) => alpha !== 0)
    expect(pixels).toHaveLength(32 * 32)
    expect(seen.length).toBeGreaterThan(150)
    expect(seen.length).toBeLessThan(600)
    expect(seen.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255)).toEqual([])
  })
})

const textsIn = (files: Record<string, Uint8Array>, file: string): Record<string, string> =>
  JSON.parse(Buffer.from(files[file] ?? []).toString('utf8')) as Record<string, string>
