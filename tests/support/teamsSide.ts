import { randomUUID } from 'node:crypto'
import { botId, people } from '#infra/local/seedPeople'
import type { Connector } from './microsoft/connector.ts'

type Card = { body: { type: string; text?: string; inlines?: { text: string }[] }[] }

export interface TeamsSide {
  /** The id of a seeded person's chat with the bot. */
  chatOf: (upn: string) => string
  /** An activity of this person's chat with the bot, as the channel sends it. */
  activity: (upn: string, change: object) => Record<string, unknown>
  /** Sends an activity to the bot and returns the HTTP status. */
  send: (activity: object) => Promise<number>
  /** Installs the app for this person; resolves when the bot has sent its welcome message. */
  install: (upn: string) => Promise<void>
  /** The visible text of each message in this person's chat after the welcome message. */
  read: (upn: string) => string[]
}

/** Simulates Teams: sends people's messages to the bot, and reads their chats from the connector. */
export function teamsSide(
  apiUrl: string,
  connector: Connector,
  channelToken: (serviceUrl: string) => Promise<string>,
): TeamsSide {
  const serviceUrl = `${connector.serviceUrl}/`
  const chatOf = (upn: string) => `a:${upn}`
  const personOf = (upn: string) => {
    const person = people.find((each) => each.upn === upn)
    if (!person) throw new Error(`The seed has no ${upn}`)
    return person
  }
  const activity = (upn: string, change: object) => {
    const person = personOf(upn)
    return {
      ...{ type: 'message', id: randomUUID(), timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl },
      from: { id: `29:${person.oid}`, name: person.name, aadObjectId: person.oid },
      recipient: { id: `28:${botId}`, name: 'Interact' },
      conversation: { id: chatOf(upn), conversationType: 'personal', tenantId: person.tid },
      channelData: { tenant: { id: person.tid } },
      ...change,
    }
  }
  const send = async (body: object) => {
    const authorization = `Bearer ${await channelToken(serviceUrl)}`
    const headers = { 'content-type': 'application/json', authorization }
    const options = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await fetch(`${apiUrl}/api/messages`, options)).status
  }
  return {
    chatOf,
    activity,
    send,
    install: async (upn) => {
      connector.install(personOf(upn).oid, chatOf(upn))
      const status = await send(activity(upn, { type: 'installationUpdate', action: 'add' }))
      if (status !== 202) throw new Error(`The bot answered ${status}`)
      await connector.until(() => connector.messages(chatOf(upn)).length > 0)
    },
    read: (upn) =>
      connector
        .messages(chatOf(upn))
        .slice(1)
        .map(({ activity: message }) => readable(message)),
  }
}

function readable({ text, attachments = [] }: { text?: string; attachments?: unknown[] }): string {
  const rows = (attachments as { content: Card }[]).flatMap(({ content }) =>
    content.body.flatMap(({ text: own = '', inlines = [] }) => [own, ...inlines.map((run) => run.text)]),
  )
  return [text ?? '', ...rows].join('\n')
}
