/** @jsxImportSource preact */
import type { Media } from '#core/contract/calls'
import type { Capture, CaptureView } from '#client/call/types'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface DeviceSelectProps {
  view: CaptureView
  media: Media
  choose: Capture['choose']
}

/** Selects the microphone, camera and speaker, where there is a choice. */
export function DeviceSelect({ view, media, choose }: DeviceSelectProps) {
  const { say } = useCallTranslator()
  const { devices, chosen } = view
  const all = [
    ['microphone', devices.microphones, true],
    ['camera', devices.cameras, media === 'video'],
    ['speaker', devices.speakers, true],
  ] as const
  return all
    .filter(([, list, wanted]) => wanted && list.length > 0)
    .map(([kind, list]) => (
      <label key={kind} class="field">
        {say(kind)}
        <select
          value={chosen[kind] ?? list[0]?.deviceId ?? ''}
          onChange={(event) => void choose(kind, event.currentTarget.value)}
        >
          {list.map(({ deviceId, label }, place) => (
            <option key={deviceId} value={deviceId}>
              {label || `${say(kind)} ${place + 1}`}
            </option>
          ))}
        </select>
      </label>
    ))
}
