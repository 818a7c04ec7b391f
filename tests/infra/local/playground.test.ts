import { mkdtemp } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { startEntra, type Entra } from '#infra/local/entra'
import type { Running } from '#infra/local/http/loopback'
import { startPlayground, type Playground } from '#infra/local/playground'
import { launchChromium } from '../../support/browser/browser.ts'
import { openPlayground, type PlaygroundPage } from '../../support/microsoft/playground.ts'
import { startTestBot, type Activity, type TestBot } from './testBot.ts'

const alex = { oid: 'aaaaaaaa-0000-4000-8000-000000000002', upn: 'alex@contoso.test', name: 'Alex Wilber' }
const tenantId = '11111111-1111-4111-8111-111111111111'
const botId = 'bot-client-id'

let browser: Browser
let entra: Entra
let bot: TestBot
let playground: Playground
let dataFolder: string
let chat: PlaygroundPage
let installed: Activity

const options = (port = 0) => ({
  port,
  dataFolder,
  tenantId,
  botId,
  owner: alex,
  others: [],
  botEndpoint: `${bot.url}/api/messages`,
  channelToken: entra.channelToken,
  isConnectorToken: entra.isConnectorToken,
})

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'interact-playground-'))
  entra = await startEntra({
    port: 0,
    dataFolder,
    users: [],
    apiClientId: 'api',
    botId,
    clients: { [botId]: 'bot secret' },
  })
  bot = await startTestBot(entra, tenantId, botId)
  const started = await startPlayground(options())
  if (!started) throw new Error('The Playground is a dev dependency and must be installed for the tests.')
  playground = started
  await playground.install()
  installed = await bot.next('installationUpdate')
  browser = await launchChromium()
  chat = await openPlayground(browser, playground.url)
}, 60_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([playground, bot, entra].map((running: Running) => running.close()))
})

describe('The Playground behind the signing proxy', () => {
  test('sends the installation event to the bot without a browser, with a valid channel token', () => {
    expect(installed).toMatchObject({
      serviceUrl: playground.serviceUrl,
      channelId: 'msteams',
      from: { aadObjectId: alex.oid },
      conversation: { id: playground.conversationId, conversationType: 'personal', tenantId },
      recipient: { id: `28:${botId}` },
    })
    expect(bot.verified).toContain(installed.id)
  })

  test('sends a message to the bot and shows the reply', async () => {
    await chat.say('I am here')
    expect(await bot.next('message')).toMatchObject({
      text: 'I am here',
      from: { aadObjectId: alex.oid },
    })
    await bot.send({ type: 'message', text: 'The bot answers' })
    await chat.waitForMessage('The bot answers')
    expect(await chat.messages()).toContain('The bot answers')
  })

  test('shows a proactive card of the bot, returns its id and updates it', async () => {
    const sent = await bot.send(cardActivity('Offer of Ada', 'Accept'))
    expect(sent).toMatchObject({ status: 201, body: { id: expect.stringMatching(/.+/) as unknown } })
    await chat.press('Offer of Ada', 'Accept')
    expect(await bot.next('invoke')).toMatchObject({
      name: 'adaptiveCard/action',
      value: { action: { verb: 'accept' } },
    })
    await chat.card('Replaced by the answer').waitFor()
    await bot.update(String(sent.body.id), cardActivity('Replaced by an update', 'End'))
    await chat.card('Replaced by an update').waitFor()
  })

  test('replays earlier messages of the bot to a page that is opened later', async () => {
    await bot.send({ type: 'message', text: 'Said before the page was open' })
    await chat.waitForMessage('Said before the page was open')
    const later = await openPlayground(browser, playground.url)
    await later.waitForMessage('Said before the page was open')
    await later.picture('playground')
    await later.page.context().close()
  }, 60_000)

  test('quotes a message of the bot by its id', async () => {
    const { body } = await bot.send({ type: 'message', text: 'Do you have it in blue?' })
    await chat.waitForMessage('Do you have it in blue?')
    await chat.quote('Do you have it in blue?', 'Yes, we do')
    const { attachments } = await bot.next('message')
    expect(JSON.stringify(attachments)).toContain(`itemid=\\"${String(body.id)}\\"`)
  })

  test('finds the personal chat of its agent by the object id, as Teams does', async () => {
    const created = await bot.call('POST', '/v3/conversations', { members: [{ id: alex.oid }], tenantId })
    expect(created).toMatchObject({ status: 201, body: { id: playground.conversationId } })
  })

  test('refuses a caller without a token of the bot', async () => {
    const address = `${playground.serviceUrl}/v3/conversations/${encodeURIComponent(playground.conversationId)}/activities`
    const refused = await fetch(address, { method: 'POST', body: '{"type":"message","text":"hi"}' })
    expect(refused.status).toBe(401)
    const wrong = await entra.channelToken(playground.serviceUrl)
    const other = await fetch(address, { method: 'POST', headers: { authorization: `Bearer ${wrong}` }, body: '{}' })
    expect(other.status).toBe(401)
  })

  test('names the variable to change when its port is taken', async () => {
    const squatter: Server = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const { port } = squatter.address() as { port: number }
    await expect(startPlayground(options(port))).rejects.toThrow(`set PLAYGROUND_PORT to another port`)
    await new Promise((resolve) => squatter.close(resolve))
  })
})

const cardActivity = (text: string, action: string) => ({
  type: 'message',
  summary: 'A neutral sentence for a toast',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'TextBlock', text }],
        actions: [{ type: 'Action.Execute', title: action, verb: action.toLowerCase(), data: {} }],
      },
    },
  ],
})
