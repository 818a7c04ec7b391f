/** @jsxImportSource preact */
import type { DeliveryState } from '#client/session/transcript'

const paths = {
  sending: 'M12 4a8 8 0 1 0 8 8M12 7v5l3 2',
  waiting: 'M12 4a8 8 0 1 0 8 8M12 7v5l3 2',
  stored: 'M5 12l5 5L19 7',
  delivered: 'M2 12l5 5L16 7M11 16l1 1L22 7',
  seen: 'M2 12l5 5L16 7M11 16l1 1L22 7',
  failed: 'M12 4v10M12 18v2',
  notDelivered: 'M12 4v10M12 18v2',
  minimise: 'M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12h15M13 6l6 6-6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  phone:
    'M6.5 3.5h2.6l1.6 4.4-2 1.6a12 12 0 0 0 5.8 5.8l1.6-2 4.4 1.6v2.6a2 2 0 0 1-2.2 2A15.8 15.8 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z',
  video:
    'M4 6.5h9.5a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 16V8A1.5 1.5 0 0 1 4 6.5zM15 11l6.5-4v10L15 13',
} satisfies Record<DeliveryState | 'minimise' | 'close' | 'send' | 'down' | 'phone' | 'video', string>

/** A decorative icon; its meaning is given as text next to it. */
export const Icon = ({ of }: { of: keyof typeof paths }) => (
  <svg class={`mark ${of}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[of]} />
  </svg>
)
