/** @jsxImportSource preact */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { JSDOM } from 'jsdom'
import { render, type ComponentChild } from 'preact'
import { act } from 'preact/test-utils'
import { Composer } from '../../../widget/panel/conversation/Composer.tsx'
import { Ended } from '../../../widget/panel/conversation/Ended.tsx'
import { TranslatorProvider } from '../../../widget/panel/ui/useTranslator.ts'
import { createTranslator, loadTranslations } from '../../../widget/i18n/translate.ts'
import { createPanelStorage } from '../../../widget/customer/panelStorage.ts'
import { sessionStateOf } from '#client/session/sessionState'
import { chatSession } from '../support/panelAtServer.ts'

const { window } = new JSDOM('<body></body>')
const { document, KeyboardEvent, Event } = window
Object.assign(globalThis, { document })

const translator = createTranslator(await loadTranslations('en'), 'en', 'Alex')
const draw = (what: ComponentChild) =>
  act(() => render(<TranslatorProvider value={translator}>{what}</TranslatorProvider>, document.body))
const box = () => {
  const area = document.querySelector('textarea')
  if (!area) throw new Error('There is no text box')
  return area
}
const type = (text: string) =>
  act(() => {
    box().value = text
    box().dispatchEvent(new Event('input', { bubbles: true }))
  })
/** Presses Enter, and answers whether the browser goes on to insert a line break. */
async function enter(init: KeyboardEventInit = {}): Promise<boolean> {
  let goesOn = false
  await act(() => {
    goesOn = box().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
    )
  })
  return goesOn
}
const alerts = () =>
  [...document.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent).filter(Boolean)

beforeEach(() => render(null, document.body))

describe('the text box of a chat', () => {
  let said: string[]
  beforeEach(async () => {
    said = []
    const actions = { say: (text: string) => void said.push(text), draft: () => undefined }
    await draw(<Composer draft="" actions={actions} />)
  })

  test('leaves Enter to the input method while it composes, and sends with the next one', async () => {
    await type('こんにち')
    expect(await enter({ isComposing: true })).toBe(true)
    expect([said, box().value]).toEqual([[], 'こんにち'])
    expect(await enter()).toBe(false)
    expect([said, box().value]).toEqual([['こんにち'], ''])
  })

  test('sends 4,000 characters, and says of 4,001 that one is too many', async () => {
    await type('x'.repeat(4001))
    await enter()
    expect([said, alerts(), box().ariaInvalid]).toEqual([[], ['1 character too many.'], 'true'])
    await type('x'.repeat(4000))
    expect([alerts(), box().ariaInvalid]).toEqual([[], 'false'])
    await enter()
    expect(said).toEqual(['x'.repeat(4000)])
  })

  test('sends no blank text, and no character that the database cannot store', async () => {
    await type(' \n ')
    await enter()
    await type('a\u0000b')
    await enter()
    expect(said).toEqual(['ab'])
  })
})

describe('an offline message', () => {
  const unanswered = sessionStateOf({ ...chatSession, status: 'ended', canLeaveOfflineMessage: true }, [])
  let answers: ((isLeft: boolean) => void)[]
  const submit = () =>
    act(() => void document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })))
  const answer = (isLeft: boolean) =>
    act(async () => {
      answers.at(-1)?.(isLeft)
      await new Promise(setImmediate)
    })
  const button = () => document.querySelector('form button')?.getAttribute('aria-disabled')

  beforeEach(async () => {
    answers = []
    if (!unanswered) throw new Error('There is no session')
    const leaveMessage = () => new Promise<boolean>((done) => answers.push(done))
    await draw(
      <Ended
        progress={unanswered}
        kept={createPanelStorage(() => ({ getItem: () => null }) as unknown as Storage, 'contact').get()}
        {...{ verifiedEmail: null, undelivered: '', asked: 'In red?', offered: ['chat'] }}
        actions={{ leaveMessage, again: () => undefined, draft: () => undefined }}
      />,
    )
  })

  test('that could not be left says so, keeps its text, and can be sent again', async () => {
    await type('Call me')
    await submit()
    expect([button(), alerts()]).toEqual(['true', []])
    await answer(false)
    expect([button(), alerts(), box().value]).toEqual([
      'false',
      ['The message couldn’t be sent. It’s still here.'],
      'Call me',
    ])
    await submit()
    expect([answers.length, button()]).toEqual([2, 'true'])
  })

  test('is sent once, however often its button is pressed meanwhile', async () => {
    await submit()
    await submit()
    expect(answers).toHaveLength(1)
  })

  test.each([
    [4000, 1, []],
    [4001, 0, ['1 character too many.']],
  ])('of %s characters is sent %s times', async (length, times, says) => {
    await type('x'.repeat(length))
    await submit()
    expect([answers.length, alerts()]).toEqual([times, says])
  })
})
