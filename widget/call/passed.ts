import type { Media } from '#core/contract/calls'

/** That the device test was passed here once, for audio or for video. No secret: `audio` or `video`. */
const place = 'interact:devicesWork'

export const devicesPassed = (media: Media): void => {
  try {
    if (localStorage.getItem(place) !== 'video') localStorage.setItem(place, media)
  } catch {
    // Forbidden storage: the test is shown again.
  }
}

/** Whether the device test may be left out: it was passed, and the browser asks for nothing any more. */
export async function maySkipTest(media: Media): Promise<boolean> {
  try {
    const passed = localStorage.getItem(place)
    if (passed === null || (media === 'video' && passed !== 'video')) return false
    const needed = media === 'video' ? ['microphone', 'camera'] : ['microphone']
    const states = await Promise.all(
      needed.map((name) => navigator.permissions.query({ name: name as PermissionName })),
    )
    return states.every(({ state }) => state === 'granted')
  } catch {
    return false
  }
}
