import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { NewsForEars } from './NewsForEars.tsx'

interface TidingsProps {
  sessionId: string | null
  /** What came of a link to take a call, where nothing rings any more. */
  notTaken: string | null
}

/** What is told above everything: how late what is shown may be, what a link came to, and what comes, for ears. */
export function Tidings({ sessionId, notTaken }: TidingsProps) {
  return (
    <>
      <ConnectionBanner />
      <div role="status">
        {notTaken !== null && (
          <MessageBar intent="info" layout="multiline" shape="square">
            <MessageBarBody>{notTaken}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <NewsForEars sessionId={sessionId} />
    </>
  )
}
