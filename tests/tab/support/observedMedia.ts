import type { Frame } from 'playwright-core'
import { eventually } from '../../support/eventually.ts'
import { keepConnectionsHere } from '../../support/mediaChecks.ts'

declare global {
  interface Window {
    /** Every track of this machine's own that the page was given since it is watched. */
    ownTracks: MediaStreamTrack[]
  }
}

/** Keeps what a tab that has no call yet will be given, for `heardAndSeen` and `lights`. */
export async function watchMedia(tab: Frame): Promise<void> {
  await tab.evaluate(keepConnectionsHere)
  await tab.evaluate(() => {
    window.ownTracks = []
    const { mediaDevices } = navigator
    for (const ask of ['getUserMedia', 'getDisplayMedia'] as const) {
      const given = mediaDevices[ask].bind(mediaDevices)
      mediaDevices[ask] = async (wanted?: MediaStreamConstraints) => {
        const stream = await given(wanted)
        window.ownTracks.push(...stream.getTracks())
        return stream
      }
    }
  })
}

/** Which lights of the machine are on, by kind. */
const lit = (tab: Frame): Promise<string[]> =>
  tab.evaluate(() =>
    window.ownTracks
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .toSorted(),
  )

export const lights = (tab: Frame, ...kinds: string[]): Promise<void> =>
  eventually(
    async () => (await lit(tab)).join() === kinds.join(),
    kinds.length > 0 ? `the lights are on: ${kinds.join(', ')}` : 'every light is off',
  )
