const name = 'interact.sound'
const tones = [
  { hertz: 660, from: 0 },
  { hertz: 880, from: 0.18 },
]
const length = 0.16
const loudness = 0.12

/** Whether a session that rings is heard here; on until switched off. Remembered by this browser where it lets us. */
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
    // Without storage the choice holds until the tab is closed.
  }
}

let audio: AudioContext | null = null
/** It rang before the page was touched, and rings still. */
let owed = false
let sounding: OscillatorNode[] = []

/** Browsers play nothing before somebody has touched the page: the first touch readies the sound. */
export function readySound(): () => void {
  const touched = () => {
    audio ??= new AudioContext()
    void audio.resume().then(() => {
      if (owed) ring()
    })
  }
  const once = { once: true }
  window.addEventListener('pointerdown', touched, once)
  window.addEventListener('keydown', touched, once)
  return () => {
    window.removeEventListener('pointerdown', touched)
    window.removeEventListener('keydown', touched)
  }
}

/** Two short tones; where nobody has touched the page yet, they come with the first touch. */
export function ring(): void {
  owed = audio?.state !== 'running'
  if (audio?.state !== 'running') return
  sounding = []
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
    sounding.push(tone)
  }
}

/** Breaks the tones off, and those that have not come yet. */
export function silence(): void {
  owed = false
  for (const tone of sounding) tone.stop()
  sounding = []
}
