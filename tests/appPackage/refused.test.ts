import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { zipSync } from 'fflate'
import { checkPackage } from '#infra/package/checkPackage'
import { openGround, production } from './ground.ts'

const ground = openGround()
afterEach(ground.restore)
afterAll(ground.close)

describe('The package command', () => {
  it.each([
    ['PUBLIC_URL', undefined, 'PUBLIC_URL: is missing'],
    ['PUBLIC_URL', 'http://interact.contoso.example', 'PUBLIC_URL: must be an https origin'],
    ['PUBLIC_URL', 'https://interact.contoso.example/here', 'PUBLIC_URL: must be an https origin'],
    ['WIDGET_URL', 'widget.contoso.example', 'WIDGET_URL: must be an https origin'],
    ['WIDGET_URL', production.PUBLIC_URL, 'PUBLIC_URL and WIDGET_URL are the same host'],
    ['BOT_ID', 'interact-bot', 'BOT_ID: must be a GUID'],
    ['BOT_ID', production.ENTRA_CLIENT_ID, 'BOT_ID: bot and API need separate Entra registrations'],
    ['ENTRA_CLIENT_ID', '', 'ENTRA_CLIENT_ID: is missing'],
  ])('refuses %s=%s and removes an older package', async (name, value, said) => {
    ground.leaveOlder('wrong')
    await expect(ground.make(['--env', 'wrong'], { ...production, [name]: value })).rejects.toThrow(said)
    expect(ground.written('wrong')).toBe(false)
  })

  it('names every missing variable when none is set', async () => {
    const names = Object.keys(production)
    const fault = await ground.make(['--env', 'empty']).catch(String)
    expect(names.filter((name) => !fault.includes(`${name}: is missing`))).toEqual([])
  })

  it('means production when one of its variables is set, and names a missing one', async () => {
    ground.leaveOlder('production')
    await expect(ground.make([], { PUBLIC_URL: production.PUBLIC_URL })).rejects.toThrow('BOT_ID: is missing')
    expect(ground.written('production')).toBe(false)
  })

  it.each([[['--env']], [['--env', '../x']], [['local']], [['--env', 'a', 'b']]])(
    'refuses the arguments %j',
    async (args) => {
      await expect(ground.make(args, production)).rejects.toThrow('--env')
    },
  )

  it.each<[string, (text: string) => string, string]>([
    ['a broken manifest', (text) => text.slice(1), 'manifest.json is not JSON'],
    ['another schema', set('v1.30', 'v1.16'), '$schema is not'],
    ['a property that the schema does not know', set('"bots":', '"robots": [], "bots":'), 'must NOT have additional'],
    [
      'an id that is not a GUID',
      set('"id": "${{BOT_ID}}"', '"id": "interact"'),
      'manifest.json: /id must match pattern',
    ],
  ])('refuses %s', async (_what, spoil, said) => {
    ground.leaveOlder('spoilt')
    ground.spoil('manifest.json', spoil)
    await expect(ground.make(['--env', 'spoilt'], production)).rejects.toThrow(said)
    expect(ground.written('spoilt')).toBe(false)
  })

  it('names every problem of names, ids and addresses', async () => {
    const other = production.ENTRA_CLIENT_ID
    for (const spoil of [
      set('"short": "Interact"', '"short": "Interact Chat"'),
      set('${{VERSION}}', '1.0'),
      set('"id": "${{BOT_ID}}"', `"id": "${other}"`),
      set('"contentBotId": "${{BOT_ID}}"', `"contentBotId": "${other}"`),
      set('["${{PUBLIC_HOST}}", "${{WIDGET_HOST}}"]', '["*.example"]'),
      set('api://${{PUBLIC_HOST}}', 'api://${{WIDGET_HOST}}'),
      set('TeamsActivity.Send.User', 'TeamsActivity.Send.Chat'),
      set('${{PUBLIC_URL}}/about', '${{PUBLIC_URL}}/${{PAGE}}'),
      set('${{PUBLIC_URL}}/terms', 'http://interact.contoso.example/terms'),
    ])
      ground.spoil('manifest.json', spoil)
    expect(await faultsOfPackage()).toEqual([
      'manifest.json: ${{PAGE}} was not filled in',
      'version 1.0 is not three numbers with dots',
      'name Interact Chat: the store refuses "Teams", "Chat" and "Calls" in it',
      `id ${other} is not the bot's: links of the bot's cards would lead nowhere`,
      'the tab "conversations" does not show the bot of this package',
      'activities are named, and the permission TeamsActivity.Send.User that tells them is not asked for',
      'http://interact.contoso.example/terms: Teams opens https addresses only',
      'validDomains does not name interact.contoso.example',
      'validDomains: *.example is a wildcard',
      `webApplicationInfo.resource is not api://interact.contoso.example/${other}`,
    ])
  })

  it('names every problem of the language files', async () => {
    ground.spoil('fr.json', set('staticTabs[1].name', 'staticTabs[7].name'))
    ground.spoil('ar.json', set('"name.short": "Interact"', '"name.short": " "'))
    ground.spoil('ar.json', set('{customer}', '{author}'))
    ground.spoil('de.json', set('"name.short": "Interact"', `"name.short": "${'Interact'.repeat(4)}"`))
    ground.spoil('manifest.json', set('"it.json"', '"es.json"'))
    expect(await faultsOfPackage()).toEqual([
      'es.json is named by the manifest and is not in the zip',
      'it.json is in the zip and the manifest names it not',
      'de.json: name.short is longer than 30 characters',
      'fr.json: staticTabs[1].name is missing',
      'fr.json: staticTabs[7].name translates nothing',
      'ar.json: name.short is empty',
      'ar.json: activities.activityTypes[0].templateText has other blanks than "{customer} would like to talk to you"',
    ])
  })

  it('refuses an icon that is not a PNG', async () => {
    ground.spoil('color.png', () => 'icon')
    expect(await faultsOfPackage()).toEqual(['color.png is not a PNG'])
  })

  it('refuses swapped icons', async () => {
    ground.spoil('manifest.json', (text) =>
      text.replace('"color.png"', '"x"').replace('"outline.png"', '"color.png"').replace('"x"', '"outline.png"'),
    )
    expect(await faultsOfPackage()).toEqual([
      'outline.png is 32×32, not 192×192',
      'color.png is 192×192, not 32×32',
      'color.png has no transparency',
    ])
  })

  it('refuses files in a subfolder', async () => {
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

/** Returns the problems of the current package, one per element, and asserts that no zip was written. */
async function faultsOfPackage(): Promise<string[]> {
  ground.leaveOlder('spoilt')
  const fault = await ground.make(['--env', 'spoilt'], production).catch(String)
  expect(ground.written('spoilt')).toBe(false)
  return fault.split('\n  ').slice(1)
}

function set(before: string, is: string): (text: string) => string {
  return (text) => {
    if (!text.includes(before)) throw new Error(`The file does not hold ${before}`)
    return text.replaceAll(before, () => is)
  }
}
