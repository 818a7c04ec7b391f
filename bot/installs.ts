import type { Activity } from './activity.ts'

/** What a conversation's change means for the desk: the bot came, the bot went, or nothing. */
export function installOf(activity: Activity): 'came' | 'went' | null {
  if (activity.type === 'installationUpdate') {
    if (activity.action === 'remove') return 'went'
    return activity.action?.startsWith('add') === true ? 'came' : null
  }
  const isBot = ({ id }: { id: string }) => id === activity.recipient.id
  if (activity.membersAdded?.some(isBot) === true) return 'came'
  return activity.membersRemoved?.some(isBot) === true ? 'went' : null
}
