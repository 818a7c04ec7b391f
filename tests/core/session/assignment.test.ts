import { describe, expect, test } from '@jest/globals'
import { partiesOf } from '#core/session/busEvent'
import type { Command } from '#core/session/command'
import { queueOf } from '#core/session/effectQueue'
import { agentView, customerView } from '#core/session/presenters'
import type { Session } from '#core/session/session'
import { transition } from '#core/session/transition'
import { after, open, sessionId, t0, tenantId, userId } from '../../support/memory/sessionFixtures.ts'

const colleague = '30000000-0000-4000-8000-000000000002'

/** A ringing session at the contact of one user that is assigned to a colleague. */
function assignedToColleague(): Session {
  const { session } = after([open()])
  if (!session) throw new Error('The session was refused.')
  return { ...session, assignment: { userId: colleague, agentName: 'Adele Vance' } }
}
const step = (session: Session, kind: 'agentAccepts' | 'agentDeclines' | 'agentEnds', by: string) => {
  const command: Command = { kind, tenantId, sessionId, userId: by }
  return transition(session, command, { now: t0 + 1000 })
}

describe('a session that is assigned to another user than the one whose contact was called', () => {
  test.each(['agentAccepts', 'agentDeclines', 'agentEnds'] as const)(
    'takes the command %s of the colleague, and answers notFound to the user of the contact',
    (kind) => {
      expect(step(assignedToColleague(), kind, userId)).toEqual({ refused: { code: 'notFound' } })
      expect(step(assignedToColleague(), kind, colleague)).not.toHaveProperty('refused')
    },
  )

  test('names the colleague to both sides and in the event of the acceptance', () => {
    expect(agentView(assignedToColleague()).user).toEqual({ id: colleague, displayName: 'Adele Vance' })
    expect(customerView(assignedToColleague()).agentName).toBe('Adele Vance')
    expect(step(assignedToColleague(), 'agentAccepts', colleague)).toMatchObject({
      events: [{ kind: 'accepted', agentName: 'Adele Vance' }],
    })
  })

  test('publishes to the colleague and queues its effects for them', () => {
    expect(partiesOf(assignedToColleague()).userId).toBe(colleague)
    expect(queueOf({ kind: 'offer' }, assignedToColleague()).queueKey).toBe(colleague)
  })

  test('still belongs to the contact that was called', () => {
    expect(assignedToColleague()).toMatchObject({ contactUserId: userId, contactId: open().contactId })
  })
})
