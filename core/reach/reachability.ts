import type { Licence, ReachReason } from '../contract/users.ts'
import type { Modality } from '../contract/sessions.ts'
import { parseOrigin } from './origin.ts'
import { matchOrigin } from './originAllowlist.ts'

/** Stored settings of one contact and its user, as the reach rules need them. Times in milliseconds since the epoch. */
export interface ReachFacts {
  interactEnabled: boolean
  licences: readonly Licence[]
  active: boolean
  audioVideo: boolean
  instantMessaging: boolean
  widgetKey: string
  previousKey: { key: string; until: number } | null
  restrictAccess: boolean
  /** Patterns of the selected domain template; null if none is selected or the selected one was deleted. */
  patterns: readonly string[] | null
  requireVerifiedCustomer: boolean
}

/**
 * The request to decide on. `launch` and `open` apply every rule: `launch` needs any modality that is on, `open` the
 * requested one. `call` (a call within a running session) checks the modality but neither the key nor the identity.
 * `continue` (a running session) ignores Active, modality, key and identity.
 */
export type ReachAsk = SettingsAsk & { origin: string }

type SettingsAsk = { now: number; preview: boolean; verified: boolean } & (
  | { moment: 'launch'; widgetKey: string }
  | { moment: 'open'; widgetKey: string; modality: Modality }
  | { moment: 'call'; modality: Modality }
  | { moment: 'continue' }
)

export type ReachDecision = { allowed: true } | { allowed: false; reason: ReachReason }

/**
 * Decides whether this page may reach this user now. Applies the rules in order and answers the first `ReachReason`
 * that fails; `facts` is null for an unknown contact (`unknownContact`). Callers must not pass the reason to the
 * customer, who gets `contactUnavailable` (or `modalityNotOffered`); only admins may read it. The rules are listed in
 * README.md beside this file.
 */
export function decideReach(facts: ReachFacts | null, ask: ReachAsk): ReachDecision {
  if (!facts) return { allowed: false, reason: 'unknownContact' }
  const reason = refusedBySettings(facts, ask) ?? (ask.preview ? null : refusedByPage(facts, ask.origin))
  return reason === null ? { allowed: true } : { allowed: false, reason }
}

/**
 * Why customers on an allowed page cannot reach this user now; null if they can. Shown to admins and agents in the tab.
 * Answers `interactDisabled`, `licenceMissing`, `inactive`, `modalityOff`, `noDomainTemplate` or `domainTemplateEmpty`.
 */
export function whyUnreachable(facts: ReachFacts): ReachReason | null {
  const { widgetKey } = facts
  const launch = { moment: 'launch', now: 0, preview: false, verified: true, widgetKey } as const
  return refusedBySettings(facts, launch) ?? refusedByTemplate(facts)
}

/** The rules that do not depend on the page. */
function refusedBySettings(facts: ReachFacts, ask: SettingsAsk): ReachReason | null {
  if (!facts.interactEnabled) return 'interactDisabled'
  if (!holdsBothLicences(facts.licences)) return 'licenceMissing'
  if (ask.moment === 'continue') return null
  if (!facts.active) return 'inactive'
  if (ask.moment !== 'call' && !keyFits(facts, ask.widgetKey, ask.now)) return 'wrongKey'
  if (ask.moment !== 'launch' && !modalityIsOn(facts, ask.modality)) return 'modalityOff'
  if (ask.moment === 'launch' && !facts.audioVideo && !facts.instantMessaging) return 'modalityOff'
  return ask.moment !== 'call' && identityMissing(facts, ask) ? 'identityRequired' : null
}

/**
 * Both licences are needed: `contactCenter` gives the user an Interact page, `interact` lets customers reach the user.
 */
export const holdsBothLicences = (licences: readonly Licence[]): boolean =>
  licences.includes('contactCenter') && licences.includes('interact')

const identityMissing = (facts: ReachFacts, ask: Pick<ReachAsk, 'verified' | 'preview'>): boolean =>
  facts.requireVerifiedCustomer && !ask.verified && !ask.preview

const keyFits = (facts: ReachFacts, widgetKey: string, now: number): boolean =>
  widgetKey === facts.widgetKey ||
  (facts.previousKey !== null && widgetKey === facts.previousKey.key && now < facts.previousKey.until)

/** Whether the setting for this modality is on: Instant Messaging for `chat`, Audio & Video for `audio` and `video`. */
export const modalityIsOn = (
  { audioVideo, instantMessaging }: Pick<ReachFacts, 'audioVideo' | 'instantMessaging'>,
  modality: Modality,
): boolean => (modality === 'chat' ? instantMessaging : audioVideo)

/** Whether Restrict Access is on without any page to allow. */
function refusedByTemplate({ restrictAccess, patterns }: ReachFacts): ReachReason | null {
  if (!restrictAccess) return null
  if (!patterns) return 'noDomainTemplate'
  return patterns.length === 0 ? 'domainTemplateEmpty' : null
}

function refusedByPage(facts: ReachFacts, origin: string): ReachReason | null {
  const isAllowed = () => (facts.restrictAccess ? matchOrigin(facts.patterns ?? [], origin).allowed : isWebPage(origin))
  return refusedByTemplate(facts) ?? (isAllowed() ? null : 'originNotAllowed')
}

/** Without Restrict Access any http(s) page may reach the user; a request without a web origin may not. */
const isWebPage = (origin: string): boolean => !('denied' in parseOrigin(origin))
