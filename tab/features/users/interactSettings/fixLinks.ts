import type { Translations } from '../../../i18n/compiled/types.ts'
import type { BotState, InteractSettingsView, Precondition } from '#core/contract/interactSettings'
import type { ReachReason } from '#core/contract/users'

/** The page where the reason can be fixed; null if it is the Interact page itself, or the reason lies with the caller's request. */
export function fixLinkFor(reason: ReachReason, page: InteractSettingsView): string | null {
  switch (reason) {
    case 'interactDisabled':
    case 'identityRequired':
      return '/tenant'
    case 'licenceMissing':
      return `/users/${page.userId}`
    case 'domainTemplateEmpty':
      return `/configuration/domain-templates/${page.domainTemplateId ?? ''}`
    case 'unknownContact':
    case 'inactive':
    case 'modalityOff':
    case 'wrongKey':
    case 'noDomainTemplate':
    case 'originNotAllowed':
      return null
  }
}

/** What is missing while a precondition is not met; what the bot lacks depends on its state. */
export function whatIsMissing(interact: Translations['interact'], code: Precondition['code'], bot: BotState): string {
  if (code !== 'botInstalled') return interact.preconditions[code]
  return bot === 'installed' || bot === 'opened' ? '' : interact.botStates[bot]
}

/** The page where a precondition can be met; null if only the user can, in Teams. */
export function whereToMeet(code: Precondition['code'], userId: string): string | null {
  switch (code) {
    case 'interactEnabled':
      return '/tenant'
    case 'contactCenterLicence':
    case 'interactLicence':
      return `/users/${userId}`
    case 'domainTemplateVisible':
      return '/configuration/domain-templates'
    case 'botInstalled':
      return null
  }
}
