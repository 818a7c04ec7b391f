import type { CallSignal } from '#core/contract/calls'

type Candidate = Extract<CallSignal, { kind: 'candidate' }>

const kept = 100

/** Candidates of the other side. Those that come ahead of their description wait for it. */
export function holdCandidates() {
  let early: Candidate[] = []
  return {
    hold: (candidate: Candidate) => early.push(candidate),
    /** Gives a connection all that belong to what it knows of the other side. */
    give: async (pc: RTCPeerConnection | undefined): Promise<void> => {
      const described = pc?.remoteDescription?.sdp
      if (!pc || described === undefined) return
      const fits = ({ usernameFragment: round }: Candidate) =>
        round === null || described.includes(`a=ice-ufrag:${round}`)
      const now = early.filter(fits)
      early = early.filter((one) => !fits(one)).slice(-kept)
      for (const { candidate, sdpMid, sdpMLineIndex, usernameFragment } of now)
        await pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }).catch(() => undefined)
    },
  }
}
