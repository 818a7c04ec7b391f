/** Speech is loud far below full scale: this much louder fills a meter. */
const gain = 4

/** How loud a stream is now, 0 to 1. The browser is asked for an audio context only when somebody looks. */
export function makeMeter() {
  let context: AudioContext | null = null
  let analyser: AnalyserNode | null = null
  let heard: { stream: MediaStream; source: MediaStreamAudioSourceNode } | null = null
  const samples = new Float32Array(1024)

  const listenTo = (stream: MediaStream) => {
    context ??= new AudioContext()
    // Without a click before it, a context waits for one.
    if (context.state === 'suspended') void context.resume()
    analyser ??= new AnalyserNode(context, { fftSize: samples.length })
    heard?.source.disconnect()
    const source = context.createMediaStreamSource(stream)
    source.connect(analyser)
    heard = { stream, source }
  }

  return {
    level: (stream: MediaStream | null): number => {
      if (!stream) return 0
      if (heard?.stream !== stream) listenTo(stream)
      analyser?.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      return Math.min(1, gain * Math.sqrt(power))
    },
    close: () => {
      heard?.source.disconnect()
      void context?.close()
      context = analyser = heard = null
    },
  }
}
