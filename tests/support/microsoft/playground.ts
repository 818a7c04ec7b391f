import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { openPage, takePicture } from '../browser/browser.ts'

type Config = {
  tenantId: string
  bot: { id: string; name: string }
  currentUser: { id: string; name: string; aadObjectId: string }
  personalChat: { id: string }
}
type Said = { message?: { messageId: string } }

export type PlaygroundPage = {
  page: Page
  /** Plain-text messages of the bot, oldest first. */
  messages: () => Promise<string[]>
  /** Waits for a plain-text message of the bot with this text. */
  waitForMessage: (text: string | RegExp) => Promise<void>
  /** The newest card with this text; Playwright waits for it on use. */
  card: (text: string | RegExp) => Locator
  /** Presses a button of the newest card with this text. */
  press: (cardText: string | RegExp, button: string) => Promise<void>
  /** Types and sends a message of one text line: the Playground joins the lines of a longer one. */
  say: (text: string) => Promise<void>
  /** Replies to the newest message of the bot with this text and quotes it as Teams does. */
  quote: (quoted: string, reply: string) => Promise<void>
  picture: (name: string) => Promise<void>
}

/** Opens the Playground in a browser, as its agent, and waits until the installation event has been sent to the bot. */
export async function openPlayground(browser: Browser, url: string): Promise<PlaygroundPage> {
  const context = { viewport: { width: 1280, height: 900 } }
  const { page } = await openPage(browser, 'about:blank', context)
  const said: Said[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => said.push(JSON.parse(payload.toString()) as Said))
  })
  const configured = page.waitForResponse(`${url}/_internal/v1/config`)
  const ready = page.waitForResponse(/\/_debug\/conversation\/.+\/installation$/)
  await page.goto(url)
  const { config } = (await (await configured).json()) as { config: Config }
  await ready
  const textbox = page.getByRole('textbox').first()
  const card = (text: string | RegExp) => page.locator('.ac-adaptiveCard', { hasText: text }).last()
  const bubbles = page.locator('.fai-OutputCard').filter({ hasNot: page.locator('.ac-adaptiveCard') })

  return {
    page,
    card,
    messages: async () => (await bubbles.allInnerTexts()).map((text) => text.trim()),
    waitForMessage: (text) => bubbles.filter({ hasText: text }).last().waitFor(),
    press: (text, button) => card(text).getByRole('button', { name: button, exact: true }).click(),
    say: async (text) => {
      await textbox.click()
      await page.keyboard.insertText(text)
      await page.getByRole('button', { name: 'Send Message' }).click()
    },
    quote: async (quoted, reply) => {
      const found = said.findLast(({ message }) => JSON.stringify(message ?? null).includes(quoted))
      if (!found?.message) throw new Error(`The bot has sent no message with: ${quoted}`)
      await send(url, quotingReply(config, url, found.message.messageId, quoted, reply))
    },
    picture: (name) => takePicture(page, name),
  }
}

/** The Playground's page has no quoted reply, but its API sends any activity. */
async function send(url: string, activity: object): Promise<void> {
  await fetch(`${url}/_internal/v1/customActivities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  })
}

const quotingReply = (
  { tenantId, bot, currentUser, personalChat }: Config,
  url: string,
  id: string,
  quoted: string,
  reply: string,
) => ({
  type: 'message',
  id: randomUUID(),
  timestamp: new Date().toISOString(),
  channelId: 'msteams',
  serviceUrl: `${url}/_connector`,
  from: { id: currentUser.id, name: currentUser.name, aadObjectId: currentUser.aadObjectId },
  recipient: { id: bot.id, name: bot.name },
  conversation: { conversationType: 'personal', tenantId, id: personalChat.id },
  channelData: { tenant: { id: tenantId } },
  text: `${quoted}\n${reply}`,
  textFormat: 'plain',
  attachments: [
    {
      contentType: 'text/html',
      content: `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="${id}"><strong itemprop="mri">Interact</strong><p itemprop="preview">${quoted}</p></blockquote><p>${reply}</p>`,
    },
  ],
})
