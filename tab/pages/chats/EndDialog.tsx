import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components'
import type { Session } from '#core/contract/sessions'
import { useWords } from '../../words/speech.ts'
import { useActs } from './useActs.ts'

/** Ending cannot be undone, so it is asked for. `onEnded` finds the focus a new place: the button that had it is gone. */
export function EndDialog({ session, onEnded }: { session: Session; onEnded: () => void }) {
  const { chats: words, shell } = useWords()
  const act = useActs()
  const end = async () => {
    if (await act(session.id, 'end')) onEnded()
  }
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button size="small">{words.end}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.endTitle(session.customer.name)}</DialogTitle>
          <DialogContent>{words.endText}</DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{shell.cancel}</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary" onClick={() => void end()}>
                {words.endNow}
              </Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
