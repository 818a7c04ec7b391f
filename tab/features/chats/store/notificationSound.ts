const name = 'interact.sound'
const tones = [
  { hertz: 660, from: 0 },
  { hertz: 880, from: 0.18 },
]
const length = 0.16
const loudness = 0.12

/** Whether ringing plays a sound in this browser. On by default. */
export function soundIsOn(): boolean {
  try {
    return localStorage.getItem(name) !== 'off'
  } catch {
    return true
  }
}

export function setSound(on: boolean): void {
  try {
    localStorage.setItem(name, on ? 'on' : 'off')
  } catch {
    // Without storage the setting lasts until the tab is closed.
  }
}

let audio: AudioContext | null = null
/** A ring is due that the browser blocks until the first user gesture. */
let isRingPending = false
let activeTones: OscillatorNode[] = []

/** Browsers block audio before the first user gesture: unlocks it then and plays a pending ring. Returns the clean-up. */
export function unlockSound(): () => void {
  const unlock = () => {
    audio ??= new AudioContext()
    void audio.resume().then(() => {
      if (isRingPending) ring()
    })
  }
  const once = { once: true }
  window.addEventListener('pointerdown', unlock, once)
  window.addEventListener('keydown', unlock, once)
  return () => {
    window.removeEventListener('pointerdown', unlock)
    window.removeEventListener('keydown', unlock)
  }
}

/** Plays two short tones, or marks them as pending until the first user gesture. */
export function ring(): void {
  isRingPending = audio?.state !== 'running'
  if (audio?.state !== 'running') return
  activeTones = []
  for (const { hertz, from } of tones) {
    const start = audio.currentTime + from
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(loudness, start + 0.02)
    volume.gain.linearRampToValueAtTime(0, start + length)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + length)
    activeTones.push(tone)
  }
}

/** Stops playing and scheduled tones. */
export function silence(): void {
  isRingPending = false
  for (const tone of activeTones) tone.stop()
  activeTones = []
}
