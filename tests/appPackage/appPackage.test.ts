import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { zipSync } from 'fflate'
import { commandIn } from '#bot/commands'
import { createOpenLink } from '#bot/openLink'
import { wordsFor } from '#bot/words/wordsFor'
import { embeddedConfig } from '#infra/local/embeddedConfig'
import { readSettings } from '#infra/local/settings'
import { checkPackage } from '#infra/package/checkPackage'
import { textsOf } from '#infra/package/languageProblems'
import { manifestIn, openGround, production, type Manifest } from './ground.ts'
import { pixelsOf } from './pixels.ts'

const ground = openGround()
afterEach(ground.restore)
afterAll(ground.close)

describe('the package of the embedded world', () => {
  it('is written, valid, and listed file by file', async () => {
    const said = await ground.make()
    expect(await checkPackage(ground.bytes('local'), { local: true })).toEqual([])
    const names = ['ar.json', 'color.png', 'de.json', 'fr.json', 'it.json', 'manifest.json', 'outline.png']
    expect(Object.keys(ground.files('local')).sort()).toEqual(names)
    expect(said).toMatch(/^dist.interact-local\.zip \d+\.\d KB\n/)
    for (const name of names) expect(said).toContain(`\n  ${name}`)
  })

  it('names the addresses and registrations that the embedded world has', async () => {
    await ground.make(['--env', 'local'], { PORT: '4978' })
    const secrets = { signingKeys: [], dataKey: '', apiSecret: '', botSecret: '' }
    const config = embeddedConfig(readSettings({ PORT: '4978' }), secrets)
    const manifest = manifestIn(ground.files('local'))
    expect(manifest.id).toBe(config.teamsAppId)
    expect(manifest.staticTabs?.[0]?.contentUrl).toBe(`${config.publicUrl}/tab/`)
    expect(manifest.webApplicationInfo?.id).toBe(config.entra.clientId)
  })

  it('is the same, byte for byte, whenever it is made', async () => {
    await ground.make()
    const first = ground.bytes('local')
    await ground.make()
    expect(ground.bytes('local').equals(first)).toBe(true)
  })

  it('is no package for Teams, which opens https only', async () => {
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

  it('carries the ids and the version of what runs', () => {
    const bot = production.BOT_ID.toLowerCase()
    expect(manifest).toMatchObject({ id: bot, manifestVersion: '1.30' })
    expect(manifest.bots).toMatchObject([{ botId: bot, scopes: ['personal'] }])
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('trusts the two hosts of the installation and no other', () => {
    expect(manifest.validDomains).toEqual(['interact.contoso.example', 'widget.contoso.example:8443'])
  })

  it('lets the tab sign in as the API expects it', () => {
    const id = production.ENTRA_CLIENT_ID
    expect(manifest.webApplicationInfo).toEqual({ id, resource: `api://interact.contoso.example/${id}` })
  })

  it('asks for no permission, since nothing uses one', () => {
    expect(manifest.authorization).toBeUndefined()
    expect(manifest.devicePermissions).toBeUndefined()
  })

  it('has the tab where links of cards lead, and the path of a link is a page of that tab', () => {
    const session = '20000000-0000-4000-8000-000000000001'
    const link = new URL(createOpenLink(manifest.id)(session))
    const [, , , app, entity] = link.pathname.split('/')
    expect(app).toBe(manifest.id)
    const tab = manifest.staticTabs?.find(({ entityId }) => entityId === entity)
    const { subEntityId } = JSON.parse(link.searchParams.get('context') ?? '') as { subEntityId: string }
    expect(`${production.PUBLIC_URL}/tab/${subEntityId}`).toBe(`${tab?.contentUrl ?? ''}/${session}`)
  })

  it('shows the chat of its own bot as a tab', () => {
    expect(manifest.staticTabs?.at(-1)).toMatchObject({ entityId: 'conversations', contentBotId: manifest.id })
  })

  it('offers the commands that the bot understands, as they must be written', () => {
    const titles = manifest.bots?.[0]?.commandLists?.[0]?.commands.map(({ title }) => title) ?? []
    expect(titles).toEqual(['/help', '/status', '/available', '/away', '/chats', '/end'])
    expect(titles.map((title) => commandIn(title, false))).toEqual(titles.map((title) => title.slice(1)))
  })

  it('speaks every language of the bot, all texts of it, and none in English by mistake', () => {
    const files = ground.files('contoso')
    const english = textsOf(manifest)
    const languages = manifest.localizationInfo?.additionalLanguages ?? []
    expect(['en', ...languages.map(({ languageTag }) => languageTag)]).toEqual(['en', 'de', 'fr', 'it', 'ar'])
    for (const { languageTag, file } of languages) {
      expect(wordsFor(languageTag).lang).toBe(languageTag)
      const texts = JSON.parse(Buffer.from(files[file] ?? []).toString('utf8')) as Record<string, string>
      const keys = Object.keys(english)
      expect(Object.keys(texts).filter((key) => key !== '$schema')).toEqual(keys)
      expect(keys.filter((key) => key.includes('description') && texts[key] === english[key])).toEqual([])
    }
  })

  it('draws its outline in white on nothing', () => {
    const pixels = pixelsOf(ground.files('contoso')['outline.png'] ?? new Uint8Array())
    const seen = pixels.filter(([, , , alpha]) => alpha !== 0)
    expect(pixels).toHaveLength(32 * 32)
    expect(seen.length).toBeGreaterThan(150)
    expect(seen.length).toBeLessThan(600)
    expect(seen.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255)).toEqual([])
  })
})

describe('no package is made', () => {
  it.each([
    ['PUBLIC_URL', undefined, 'PUBLIC_URL: is missing'],
    ['PUBLIC_URL', 'http://interact.contoso.example', 'PUBLIC_URL: is an https origin'],
    ['PUBLIC_URL', 'https://interact.contoso.example/here', 'PUBLIC_URL: is an https origin'],
    ['WIDGET_URL', 'widget.contoso.example', 'WIDGET_URL: is an https origin'],
    ['WIDGET_URL', production.PUBLIC_URL, 'PUBLIC_URL and WIDGET_URL are the same host'],
    ['BOT_ID', 'interact-bot', 'BOT_ID: Invalid GUID'],
    ['BOT_ID', production.ENTRA_CLIENT_ID, 'BOT_ID: bot and API need separate Entra registrations'],
    ['ENTRA_CLIENT_ID', '', 'ENTRA_CLIENT_ID: is missing'],
  ])('with %s=%s, and an older one goes', async (name, value, said) => {
    ground.leaveOlder('wrong')
    await expect(ground.make(['--env', 'wrong'], { ...production, [name]: value })).rejects.toThrow(said)
    expect(ground.written('wrong')).toBe(false)
  })

  it('without any variable: every one is named', async () => {
    const names = Object.keys(production)
    const fault = await ground.make(['--env', 'empty']).catch(String)
    expect(names.filter((name) => !fault.includes(`${name}: is missing`))).toEqual([])
  })

  it('half for production: one variable of it is enough to mean it', async () => {
    ground.leaveOlder('production')
    await expect(ground.make([], { PUBLIC_URL: production.PUBLIC_URL })).rejects.toThrow('BOT_ID: is missing')
    expect(ground.written('production')).toBe(false)
  })

  it.each([[['--env']], [['--env', '../x']], [['local']], [['--env', 'a', 'b']]])('for the words %j', async (args) => {
    await expect(ground.make(args, production)).rejects.toThrow('--env')
  })

  it.each<[string, string, (text: string) => string, string]>([
    ['a name of the store’s own', 'manifest.json', set('"short": "Interact"', '"short": "Interact Chat"'), 'the store'],
    ['an unknown property', 'manifest.json', set('"bots":', '"robots": [], "bots":'), 'must NOT have additional'],
    ['another schema', 'manifest.json', set('v1.30', 'v1.16'), '$schema is not'],
    ['a foreign wildcard', 'manifest.json', set('"${{WIDGET_HOST}}"', '"*.example"'), '*.example is a wildcard'],
    ['a blank left', 'manifest.json', set('/about', '/${{PAGE}}'), '${{PAGE}} was not filled in'],
    [
      'an app id of its own',
      'manifest.json',
      set('"id": "${{BOT_ID}}"', '"id": "${{ENTRA_CLIENT_ID}}"'),
      'not the bot',
    ],
    [
      'a text that a language lacks',
      'fr.json',
      set('staticTabs[1].name', 'staticTabs[7].name'),
      'staticTabs[1].name is',
    ],
    ['a text of nothing', 'fr.json', set('staticTabs[1].name', 'staticTabs[7].name'), '[7].name translates nothing'],
    ['an empty text', 'ar.json', set('"name.short": "Interact"', '"name.short": " "'), 'ar.json: name.short is empty'],
    ['a name too long', 'de.json', set('"Interact"', `"${'Interact'.repeat(4)}"`), 'name.short is longer than 30'],
    ['a language nobody lists', 'manifest.json', set(', "file": "it.json"', ', "file": "ar.json"'), 'it.json is in'],
    ['a language that is not there', 'manifest.json', set('"it.json"', '"es.json"'), 'es.json is named'],
    ['an icon that is none', 'color.png', () => 'icon', 'color.png is not a PNG'],
    ['a broken manifest', 'manifest.json', (text) => text.slice(1), 'manifest.json is not JSON'],
  ])('of %s', async (_what, file, spoil, said) => {
    ground.leaveOlder('spoilt')
    ground.spoil(file, spoil)
    await expect(ground.make(['--env', 'spoilt'], production)).rejects.toThrow(said)
    expect(ground.written('spoilt')).toBe(false)
  })

  it('of icons that are swapped', async () => {
    ground.spoil('manifest.json', (text) =>
      text.replace('"color.png"', '"x"').replace('"outline.png"', '"color.png"').replace('"x"', '"outline.png"'),
    )
    const fault = await ground.make([], production).catch(String)
    expect(fault).toContain('outline.png is 32×32, not 192×192')
    expect(fault).toContain('color.png is 192×192, not 32×32')
    expect(fault).toContain('color.png has no transparency')
  })

  it('of files in a folder', async () => {
    await ground.make([], production)
    const files = ground.files('production')
    const nested = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`interact/${name}`, bytes]))
    const { 'de.json': german = new Uint8Array(), ...flat } = files
    expect(await checkPackage(zipSync(nested), { local: false })).toEqual([
      'manifest.json is not at the top of the zip',
    ])
    expect(await checkPackage(zipSync({ ...flat, 'words/de.json': german }), { local: false })).toEqual(
      expect.arrayContaining([
        'de.json is named by the manifest and is not in the zip',
        'words/de.json is not at the top of the zip',
      ]),
    )
  })
})

function set(was: string, is: string): (text: string) => string {
  return (text) => {
    if (!text.includes(was)) throw new Error(`The file does not hold ${was}`)
    return text.replaceAll(was, () => is)
  }
}
