import type { Licence, ReachReason } from '../contract/users.ts'
import type { Modality } from '../contract/sessions.ts'
import { parseOrigin } from './origin.ts'
import { matchOrigin } from './originAllowlist.ts'

/** What the store knows about one contact and its user. Times in milliseconds since the epoch. */
export interface ReachFacts {
  interactEnabled: boolean
  licences: readonly Licence[]
  active: boolean
  audioVideo: boolean
  instantMessaging: boolean
  widgetKey: string
  previousKey: { key: string; until: number } | null
  restrictAccess: boolean
  /** Patterns of the selected domain template; null where none is selected or it was deleted. */
  patterns: readonly string[] | null
  requireVerifiedCustomer: boolean
}

/**
 * One question to the rules. `launch` and `open` ask everything, `open` a modality too; `call` asks the same of a call
 * within a running session, but for its key and its identity; `continue` asks of a running session, which Active,
 * modality and key no longer touch.
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
 * May this page reach this user now? Rules 1 to 6 of "Who may reach whom"; `facts` is null for an unknown contact.
 * The customer never learns the reason; the admin does.
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

/** Why customers on an allowed page cannot reach this user now; null when they can. What the tab says in one sentence. */
export function whyUnreachable(facts: ReachFacts): ReachReason | null {
  if (!facts.interactEnabled) return 'interactDisabled'
  if (!holdsBothLicences(facts.licences)) return 'licenceMissing'
  if (!facts.active) return 'inactive'
  if (!facts.audioVideo && !facts.instantMessaging) return 'modalityOff'
  if (facts.restrictAccess && !facts.patterns) return 'noDomainTemplate'
  if (facts.restrictAccess && facts.patterns?.length === 0) return 'domainTemplateEmpty'
  return null
}

/** A contact is offered by the `contactCenter` licence and reached with the `interact` licence: both are needed. */
export const holdsBothLicences = (licences: readonly Licence[]): boolean =>
  licences.includes('contactCenter') && licences.includes('interact')

const identityMissing = (facts: ReachFacts, ask: Pick<ReachAsk, 'verified' | 'preview'>): boolean =>
  facts.requireVerifiedCustomer && !ask.verified && !ask.preview

const keyFits = (facts: ReachFacts, widgetKey: string, now: number): boolean =>
  widgetKey === facts.widgetKey ||
  (facts.previousKey !== null && widgetKey === facts.previousKey.key && now < facts.previousKey.until)

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

/** Without Restrict Access any http(s) page may reach the user; every other origin is none. */
const isWebPage = (origin: string): boolean => !('denied' in parseOrigin(origin))
