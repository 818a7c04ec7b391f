import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { CallSignal } from '#core/contract/calls'
import { openPage } from '../../support/browser.ts'
import type { Customer } from '../../support/customer.ts'
import { openStream } from '../../support/streams.ts'
import type { AdminWorld } from './adminWorld.ts'

type Tell = (signal: CallSignal) => Promise<void>
/** The other end of a call, inside a page. */
interface Peer {
  hear: (signal: CallSignal) => Promise<void>
}
declare global {
  interface Window {
    peer: Peer
    tell: Tell
  }
}

/** Lets the customer take part in a started call with camera and microphone of a page of their own. */
export async function takePart(world: AdminWorld, customer: Customer, sessionId: string): Promise<{ page: Page }> {
  const leg = randomUUID()
  const { page } = await openPage(world.browser, `${world.apiUrl}/healthz`)
  const post = (act: string, body: object) => customer.ask('POST', `/sessions/${sessionId}/call/${act}`, body)
  await page.exposeFunction('tell', async (signal: CallSignal) => {
    await post('signal', { leg, signal })
  })
  const stream = await openStream(world.widgetUrl, '/widget/v1/stream')
  stream.socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { type: string; signal: CallSignal }
    if (frame.type === 'signal')
      void page.evaluate((signal) => window.peer.hear(signal), frame.signal).catch(() => null)
  })
  stream.say({ token: customer.token, after: {} })
  page.on('close', () => stream.socket.close())
  await post('join', { leg })
  await page.evaluate(callFromPage)
  return { page }
}

async function callFromPage(): Promise<void> {
  const pc = new RTCPeerConnection()
  const own = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
  const [audio] = own.getAudioTracks()
  const [camera] = own.getVideoTracks()
  for (const track of [audio ?? 'audio', camera ?? 'video', 'video'])
    pc.addTransceiver(track, { direction: 'sendrecv', streams: [own] })
  pc.onicecandidate = ({ candidate }) => {
    if (!candidate?.candidate) return
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
    void window.tell({ kind: 'candidate', candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment })
  }
  const offer = async () => {
    await window.tell({ kind: 'offer', sdp: pc.localDescription?.sdp ?? '' })
    await window.tell({ kind: 'sends', microphone: true, camera: true, screen: false })
  }
  const early: RTCIceCandidateInit[] = []
  window.peer = {
    hear: async (signal) => {
      if (signal.kind === 'hello') await offer()
      if (signal.kind === 'answer' && pc.signalingState === 'have-local-offer') {
        await pc.setRemoteDescription({ type: 'answer', sdp: signal.sdp })
        for (const candidate of early.splice(0)) await pc.addIceCandidate(candidate)
      }
      if (signal.kind !== 'candidate') return
      if (pc.remoteDescription) await pc.addIceCandidate(signal)
      else early.push(signal)
    },
  }
  await pc.setLocalDescription()
  await offer()
}
