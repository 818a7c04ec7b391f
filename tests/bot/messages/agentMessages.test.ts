import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { format } from 'prettier'
import type { Card } from '#bot/cards/adaptiveCard'
import { readable } from '../../support/agentChat.ts'
import { sessionId, tenantId, userId } from '../../support/memory/sessionFixtures.ts'
import { startBotOverHttp } from '../support/botOverHttp.ts'
import { attachmentPayloads } from './attachmentPayloads.ts'
import { textPayloads } from './textPayloads.ts'

const payloads = [...textPayloads, ...attachmentPayloads]
const documentPath = new URL('../../../docs/agent-messages.md', import.meta.url)

let over: Awaited<ReturnType<typeof startBotOverHttp>>
beforeAll(async () => {
  over = await startBotOverHttp()
})
afterAll(() => over.stop())

describe('an agent’s message that is', () => {
  it.each(payloads)('$what', async ({ earlier, activity, reads, noted }) => {
    over.begin()
    await over.install()
    await over.rings()
    await over.world.dispatch({ kind: 'agentAccepts', tenantId, userId, sessionId })
    await over.world.agentConversations.noteMessage(tenantId, {
      sessionId,
      activityId: 'own',
      purpose: 'message',
      shownUpTo: null,
    })
    if (earlier) await over.post(over.activity({ id: 'message', ...earlier }))
    expect((await over.post(over.activity({ id: 'message', ...activity }))).status).toBeLessThan(300)
    while ((await over.bot.runInbox()) > 0);
    expect(await read()).toEqual(reads === null ? [] : [reads])
    expect(answers()).toEqual(noted === null ? [] : [noted])
  })
})

it('docs/agent-messages.md lists these messages', async () => {
  const table = await format(page(), { parser: 'markdown', printWidth: 120 })
  if (process.env.WRITE_DOCS === '1') writeFileSync(documentPath, table)
  // Rewritten with: WRITE_DOCS=1 npm run test:unit -- tests/bot/messages
  expect(readFileSync(documentPath, 'utf8')).toBe(table)
})

/** The texts of the agent's messages as they are stored for the customer. */
async function read(): Promise<string[]> {
  const events = await over.world.sessions.eventsAfter({ tenantId, sessionId }, 0, 100)
  return events.flatMap((event) => (event.kind === 'message' && event.from === 'agent' ? [event.content.text] : []))
}

/** What the bot answered, without the line that says whom the message went to. */
const answers = (): string[] =>
  over.connector.ledger.map(({ body }) => {
    const { text, attachments } = body as { text?: string; attachments?: { content: Card }[] }
    return readable({ text, card: attachments?.[0]?.content ?? null })
      .split('\n')
      .filter((line) => line !== '' && !/^(To|An|إلى) .*#\w{4}/.test(line))
      .join('\n')
  })

const page = (): string =>
  [
    '# What an agent writes, and what arrives',
    'Each row is a test in `tests/bot/messages`: the message is sent to the bot as Teams sends it. `⏎` is a line break. Teams sends most messages twice, as text and as HTML; the HTML counts.',
    'Written by `WRITE_DOCS=1 npm run test:unit -- tests/bot/messages`. Do not edit by hand.',
    [
      '| message in Teams | customer reads | agent is told |',
      '| --- | --- | --- |',
      ...payloads.map(({ what, reads, noted }) => `| ${what} | ${cellOf(reads)} | ${cellOf(noted)} |`),
    ].join('\n'),
  ].join('\n\n')

const longest = 90

function cellOf(text: string | null): string {
  if (text === null) return '—'
  if (text === '') return '“Message deleted”'
  const line = text.replaceAll('\n', ' ⏎ ').replaceAll('|', '\\|')
  const cut = line.length > 200 ? `${line.slice(0, longest)}… (${text.length.toLocaleString('en')} characters)` : line
  return cut.includes('`') ? cut : `\`${cut}\``
}
