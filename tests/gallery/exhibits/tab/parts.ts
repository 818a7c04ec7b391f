import { errorCodes } from '#core/contract/problems'
import type { ReactNode } from 'react'
import type { Exhibit, Look } from '../exhibit.ts'
import { type, until, untilText } from '../hands.ts'

const part = (name: string, draw: (look: Look) => Promise<void>): Exhibit => ({
  ...{ id: `parts/${name}`, room: 'tab', screen: 'Tab: parts' },
  draw: async (look) => {
    const [{ answerWith }, { company }, { emptyConsole }] = await Promise.all([
      import('./answers.ts'),
      import('./companyServer.ts'),
      import('./console.ts'),
    ])
    await emptyConsole()
    answerWith(company())
    await draw(look)
  },
})
const drawn = async (look: Look, pieces: ReactNode) => (await import('./drawTab.tsx')).drawParts(pieces, look)

/** Origins that the tester refuses, each for another reason. */
const refusedOrigins = [
  'https://shop.contoso.example:8443',
  'http://shop.contoso.example',
  'https://localhost.contoso.test',
  'https://shop.contoso.example.',
  'https://contoso.example',
  'https://eu.shop.fabrikam.example',
  'https://other.example',
  'https://intranet.contoso.test',
  'null',
  'ftp://shop.contoso.example',
  'not a page',
]
const patterns = ['shop.contoso.example', '*.contoso.example', 'shop.fabrikam.example', 'http://intranet.contoso.test']

/** Parts that look alike in many states, one below the other. */
export const partExhibits = [
  part('every-refusal', async (look) => {
    const { Faults } = await import('./drawParts.tsx')
    await drawn(look, Faults({ codes: errorCodes }))
  }),
  part('every-reason-not-to-be-reached', async (look) => {
    const { Reasons } = await import('./drawParts.tsx')
    await drawn(look, Reasons())
  }),
  part('every-verdict-of-the-tester', async (look) => {
    const { Testers } = await import('./drawParts.tsx')
    const { templates } = await drawn(look, Testers({ patterns: [...refusedOrigins.map(() => patterns), []] }))
    await until('input')
    const fields = [...document.querySelectorAll('input')]
    for (const [place, field] of fields.entries()) {
      field.id = `tested-${place}`
      await type(`#${field.id}`, refusedOrigins[place] ?? 'https://shop.contoso.example')
    }
    await untilText(templates.notAllowed.noPatterns)
  }),
  part('outside-teams', async (look) => {
    const { NoHost } = await import('./drawParts.tsx')
    await drawn(look, NoHost({ why: 'outside' }))
  }),
  part('teams-is-silent', async (look) => {
    const { NoHost } = await import('./drawParts.tsx')
    await drawn(look, NoHost({ why: 'silent' }))
  }),
  part('a-newer-version', async (look) => {
    const { Outdated } = await import('./drawParts.tsx')
    await drawn(look, Outdated())
  }),
]
