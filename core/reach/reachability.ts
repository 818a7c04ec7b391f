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
export type ReachAsk = { now: number; origin: string; preview: boolean; verified: boolean } & (
  | { moment: 'launch'; widgetKey: string }
  | { moment: 'open'; widgetKey: string; modality: Modality }
  | { moment: 'call'; modality: Modality }
  | { moment: 'continue' }
)

export type ReachDecision = { allowed: true } | { allowed: false; reason: ReachReason }

const no = (reason: ReachReason): ReachDecision => ({ allowed: false, reason })

/**
 * Decides whether this page may reach this user now. Applies the rules in order and answers the first `ReachReason`
 * that fails; `facts` is null for an unknown contact (`unknownContact`). Callers must not pass the reason to the
 * customer, who gets `contactUnavailable` (or `modalityNotOffered`); only admins may read it. The rules are listed in
 * README.md beside this file.
 */
export function decideReach(facts: ReachFacts | null, ask: ReachAsk): ReachDecision {
  if (!facts) return no('unknownContact')
  if (!facts.interactEnabled) return no('interactDisabled')
  if (!holdsBothLicences(facts.licences)) return no('licenceMissing')
  if (ask.moment !== 'continue') {
    if (!facts.active) return no('inactive')
    if (ask.moment !== 'call' && !keyFits(facts, ask.widgetKey, ask.now)) return no('wrongKey')
    if (ask.moment !== 'launch' && !modalityIsOn(facts, ask.modality)) return no('modalityOff')
    if (ask.moment === 'launch' && !facts.audioVideo && !facts.instantMessaging) return no('modalityOff')
    if (ask.moment !== 'call' && identityMissing(facts, ask)) return no('identityRequired')
  }
  return ask.preview ? { allowed: true } : decidePage(facts, ask.origin)
}

/**
 * Why customers on an allowed page cannot reach this user now; null if they can. Shown to admins and agents in the tab.
 * Answers `interactDisabled`, `licenceMissing`, `inactive`, `modalityOff`, `noDomainTemplate` or `domainTemplateEmpty`.
 */
export function whyUnreachable(facts: ReachFacts): ReachReason | null {
  const { widgetKey } = facts
  const decision = decideReach(facts, { ...launchFromSomePage, widgetKey })
  return decision.allowed || decision.reason === 'originNotAllowed' ? null : decision.reason
}

const launchFromSomePage = {
  moment: 'launch',
  now: 0,
  origin: 'https://page.example',
  preview: false,
  verified: true,
} as const

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

function decidePage(facts: ReachFacts, origin: string): ReachDecision {
  if (!facts.restrictAccess) return isWebPage(origin) ? { allowed: true } : no('originNotAllowed')
  if (!facts.patterns) return no('noDomainTemplate')
  if (facts.patterns.length === 0) return no('domainTemplateEmpty')
  return matchOrigin(facts.patterns, origin).allowed ? { allowed: true } : no('originNotAllowed')
}

/** Without Restrict Access any http(s) page may reach the user; a request without a web origin may not. */
const isWebPage = (origin: string): boolean => !('denied' in parseOrigin(origin))
