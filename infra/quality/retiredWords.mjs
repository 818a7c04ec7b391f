/**
 * Words that this code no longer uses, and the term that took the place of each: see docs/glossary.md. A name is split
 * where its capitals are, so `talkDesk` holds two of them.
 */
export const retiredWords = {
  bell: 'eventBus',
  carriage: 'transport',
  carrier: 'providerCall',
  deaf: 'degraded',
  desk: 'agentConversation, agentNotifier or chatStore',
  desks: 'agentConversations',
  doorbell: 'eventBus',
  heir: 'focusFallback',
  parcel: 'chunk',
  parcels: 'chunks',
  strikes: 'timerFired',
  talk: 'callSession',
  talks: 'callStore',
  teller: 'signalQueue',
  tidings: 'statusBanners',
  told: 'a result, an event or a toast',
  vouched: 'verifiedIdentity',
  voucher: 'signingSecret',
  vouchers: 'signingSecrets',
  watchdog: 'reconnectTimer',
}

/** Names that mislead by themselves, although their words are fine within longer names. */
export const retiredNames = {
  advance: 'transition',
  door: 'callApi',
  hear: 'onMessage, receive or notify',
  heard: 'event',
  parts: 'deps, of a type named …Dependencies',
  rang: 'publish',
  tell: 'dispatch, notify or showToast',
  was: 'before, previous or the name of what it is',
}

const wordsOf = (name) => name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase())

/** The names of a file that hold a retired word. */
export const retiredIn = (path, names) =>
  names
    .filter(
      (name) =>
        Object.hasOwn(retiredNames, name.toLowerCase()) ||
        wordsOf(name).some((word) => Object.hasOwn(retiredWords, word)),
    )
    .map((name) => ({ path, name }))
