import type { Translations } from '../../../../tab/i18n/compiled/types.ts'
import type { Exhibit } from '../exhibit.ts'
import type { Answers, Stream } from './answers.ts'

export interface PageState {
  /** What the server answers differently. */
  api?: () => Answers
  stream?: Stream
  fresh?: true
  phone?: 'only'
  /** What a person then does on the page, with the names of the language. */
  then?: (texts: Translations) => Promise<void>
}

/** A page of the tab in one state. */
export const tabPage = (
  id: string,
  screen: string,
  path: string,
  { api, stream, then, ...state }: PageState = {},
): Exhibit => ({
  ...{ id, room: 'tab', screen: `Tab: ${screen}`, phone: true },
  ...state,
  draw: async (look) => {
    const [{ answerWith }, { company }, { drawTab, loaded }] = await Promise.all([
      import('./answers.ts'),
      import('./companyServer.ts'),
      import('./drawTab.tsx'),
    ])
    answerWith(company(api?.()), stream)
    const texts = await drawTab(path, look)
    await then?.(texts)
    await loaded()
  },
})
