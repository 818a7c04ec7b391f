import type { Inbox, InboxItem } from '#core/session/teamsPorts'

type Row = InboxItem & { heldUntil: number; done: boolean; answer: Record<string, unknown> | null }

/** An in-memory inbox: stores each activity once, and hands out the oldest pending activity of each conversation. */
export function memoryInbox(): Inbox {
  const rows: Row[] = []
  const find = (item: Pick<InboxItem, 'tenantId' | 'conversationId' | 'activityId'>) =>
    rows.find(
      (row) =>
        row.tenantId === item.tenantId &&
        row.conversationId === item.conversationId &&
        row.activityId === item.activityId,
    )
  return {
    put: (item) => {
      if (find(item)) return Promise.resolve(false)
      rows.push({ ...structuredClone(item), heldUntil: 0, done: false, answer: null })
      return Promise.resolve(true)
    },
    take: (now, holdUntil, limit) => {
      const dueItems = rows.filter(
        (row, index) =>
          !row.done &&
          row.heldUntil <= now &&
          !rows.slice(0, index).some((one) => !one.done && one.conversationId === row.conversationId),
      )
      const taken = dueItems.slice(0, limit)
      for (const row of taken) row.heldUntil = holdUntil
      return Promise.resolve(
        taken.map(({ tenantId, conversationId, activityId, activity }) => ({
          ...{ tenantId, conversationId, activityId },
          activity: structuredClone(activity),
        })),
      )
    },
    done: (item) => {
      const row = find(item)
      if (row) row.done = true
      return Promise.resolve()
    },
    answerOf: (item) => Promise.resolve(find(item)?.answer ?? null),
    keepAnswer: (item, answer) => {
      const row = find(item)
      if (row) Object.assign(row, { answer, done: true })
      else rows.push({ ...structuredClone(item), heldUntil: 0, done: true, answer: structuredClone(answer) })
      return Promise.resolve()
    },
  }
}
