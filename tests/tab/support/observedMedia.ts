import type { Frame } from 'playwright-core'
import { eventually } from '../../support/eventually.ts'
import { keepConnectionsHere } from '../../support/browser/mediaChecks.ts'

declare global {
  interface Window {
    /** All local media tracks that the page received since `watchMedia`. */
    ownTracks: MediaStreamTrack[]
  }
}

/** Records connections and local tracks of a tab before its first call, for `heardAndSeen` and `waitForLiveTracks`. */
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

/** Kinds of the local tracks that are live. */
const liveTracks = (tab: Frame): Promise<string[]> =>
  tab.evaluate(() =>
    window.ownTracks
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .toSorted(),
  )

export const waitForLiveTracks = (tab: Frame, ...kinds: string[]): Promise<void> =>
  eventually(
    async () => (await liveTracks(tab)).join() === kinds.join(),
    kinds.length > 0 ? `live tracks: ${kinds.join(', ')}` : 'no live track',
  )
