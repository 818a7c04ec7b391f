import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest'
import { strFromU8, unzipSync } from 'fflate'
import { languageProblems } from './languageProblems.ts'
import { readPng } from './readPng.ts'

type Manifest = TeamsManifestV1D30.TeamsManifestV1D30
type Files = Readonly<Record<string, Uint8Array>>

const schema = 'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json'

/**
 * Validates a package and returns one sentence per problem; a valid package has none. Needs no network: the schemas come
 * with `@microsoft/app-manifest`. `local` allows http addresses, which Teams does not open.
 */
export async function checkPackage(zip: Uint8Array, { local }: { local: boolean }): Promise<string[]> {
  const files = unzipSync(zip)
  const text = files['manifest.json']
  if (!text) return ['manifest.json is not at the top of the zip']
  const manifest = parse(strFromU8(text))
  if (!manifest) return ['manifest.json is not JSON']
  if (manifest.$schema !== schema) return [`manifest.json: $schema is not ${schema}`]
  const found = await AppManifestUtils.validateAgainstSchema(manifest)
  if (found.length > 0) return found.map((fault) => `manifest.json: ${fault}`)
  return [
    ...fileProblems(files, manifest),
    ...identityProblems(manifest),
    ...addressProblems(manifest, local),
    ...iconProblems(files, manifest),
    ...languageProblems(files, manifest),
  ]
}

function parse(text: string): Manifest | null {
  try {
    return JSON.parse(text) as Manifest
  } catch {
    return null
  }
}

function fileProblems(files: Files, manifest: Manifest): string[] {
  const languages = manifest.localizationInfo?.additionalLanguages ?? []
  const named = ['manifest.json', manifest.icons.color, manifest.icons.outline, ...languages.map(({ file }) => file)]
  const names = Object.keys(files)
  const blanks = (name: string): string[] =>
    name.endsWith('.json') ? [...new Set(strFromU8(files[name] ?? new Uint8Array()).match(/\$\{\{.*?\}\}/g))] : []
  return [
    ...named.filter((name) => !files[name]).map((name) => `${name} is named by the manifest and is not in the zip`),
    ...names
      .filter((name) => !named.includes(name))
      .map((name) => `${name} is in the zip and the manifest names it not`),
    ...names.filter((name) => /[\\/]/.test(name)).map((name) => `${name} is not at the top of the zip`),
    ...names.flatMap((name) => blanks(name).map((blank) => `${name}: ${blank} was not filled in`)),
  ]
}

function identityProblems(manifest: Manifest): string[] {
  const { id, name, version, bots = [], staticTabs = [], webApplicationInfo, authorization, activities } = manifest
  const [bot] = bots
  const conversations = staticTabs.find(({ entityId }) => entityId === 'conversations')
  const problems = [
    !/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version) && `version ${version} is not three numbers with dots`,
    /teams|chat|calls/i.test(name.short) && `name ${name.short}: the store refuses "Teams", "Chat" and "Calls" in it`,
    bot?.botId !== id && `id ${id} is not the bot's: links of the bot's cards would lead nowhere`,
    conversations?.contentBotId !== bot?.botId && 'the tab "conversations" does not show the bot of this package',
    webApplicationInfo?.id === bot?.botId && 'bot and API need separate Entra registrations',
    (activities?.activityTypes ?? []).length > 0 &&
      !(authorization?.permissions?.resourceSpecific ?? []).some(({ name }) => name === 'TeamsActivity.Send.User') &&
      'activities are named, and the permission TeamsActivity.Send.User that tells them is not asked for',
  ]
  return problems.filter((problem) => problem !== false)
}

function addressProblems(manifest: Manifest, local: boolean): string[] {
  const { developer, staticTabs = [], validDomains = [], webApplicationInfo } = manifest
  const contents = staticTabs.flatMap(({ contentUrl }) => contentUrl ?? [])
  const addresses = [...contents, developer.websiteUrl, developer.privacyUrl, developer.termsOfUseUrl]
  const hosts = [...new Set(contents.map((address) => new URL(address).host))]
  const resource = `api://${hosts[0] ?? ''}/${webApplicationInfo?.id ?? ''}`
  return [
    ...addresses
      .filter((address) => !local && !address.startsWith('https://'))
      .map((address) => `${address}: Teams opens https addresses only`),
    ...hosts.filter((host) => !validDomains.includes(host)).map((host) => `validDomains does not name ${host}`),
    ...validDomains.filter((domain) => domain.includes('*')).map((domain) => `validDomains: ${domain} is a wildcard`),
    ...(new Set(validDomains).size < validDomains.length ? ['PUBLIC_URL and WIDGET_URL are the same host'] : []),
    ...(webApplicationInfo?.resource === resource ? [] : [`webApplicationInfo.resource is not ${resource}`]),
  ]
}

function iconProblems(files: Files, { icons }: Manifest): string[] {
  const problemsOf = (name: string, side: number, outline: boolean): string[] => {
    const bytes = files[name]
    const png = bytes && readPng(bytes)
    if (!png) return bytes ? [`${name} is not a PNG`] : []
    return [
      ...(png.width === side && png.height === side
        ? []
        : [`${name} is ${png.width}×${png.height}, not ${side}×${side}`]),
      ...(outline && !png.transparent ? [`${name} has no transparency`] : []),
    ]
  }
  return [...problemsOf(icons.color, 192, false), ...problemsOf(icons.outline, 32, true)]
}
