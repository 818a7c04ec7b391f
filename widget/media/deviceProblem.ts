import type { DeviceProblem } from './talkTypes.ts'

// Names of DOMException as the browsers throw them from getUserMedia. Source: W3C Media Capture and Streams, 10.2
const problems: Record<string, DeviceProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'noDevice',
  OverconstrainedError: 'noDevice',
  NotReadableError: 'inUse',
  AbortError: 'inUse',
  TypeError: 'unsupported',
  NotSupportedError: 'unsupported',
}

/** Tracks, or why there are none. */
export type Asked = { stream: MediaStream; problem?: never } | { stream?: never; problem: DeviceProblem }

/** Asks the browser for devices. Pages without https have none to ask for. */
export async function askFor(constraints: MediaStreamConstraints): Promise<Asked> {
  const { mediaDevices } = navigator as Partial<Navigator>
  if (!mediaDevices) return { problem: 'unsupported' }
  try {
    return { stream: await mediaDevices.getUserMedia(constraints) }
  } catch (fault) {
    return { problem: problems[fault instanceof Error ? fault.name : ''] ?? 'unknown' }
  }
}

/** Whether asking for the microphone alone is no second question about the same thing: only the camera is blocked for good. */
export async function onlyCameraBlocked(): Promise<boolean> {
  try {
    const [camera, microphone] = await Promise.all(
      (['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })),
    )
    return camera?.state === 'denied' && microphone?.state !== 'denied'
  } catch {
    return false // A browser that does not tell.
  }
}
