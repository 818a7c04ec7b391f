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
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useFormat, useTranslations } from '../../i18n/useTranslations.ts'
import { useGuardedHistory } from '../../ui/routing/Routed.tsx'
import { useToasts } from '../../ui/feedback/useToasts.ts'
import type { Item } from './itemTypes.ts'

const namesShown = 12

interface DeleteItemProps {
  item: Item
  path: string
  /** What deleting means for the users of the item. */
  consequence: string
  remove: (evenIfInUse: boolean) => Promise<void>
}

/** Deletes an item after a confirmation that names its users and the consequence for them. */
export function DeleteItem({ item, path, consequence, remove }: DeleteItemProps) {
  const { items, shell } = useTranslations()
  const format = useFormat()
  const toasts = useToasts()
  const navigate = useNavigate()
  const history = useGuardedHistory()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const used = item.usedBy.length > 0
  const names = item.usedBy.slice(0, namesShown).map(({ displayName }) => displayName)
  const more = item.usedBy.length - names.length
  const deleteIt = async () => {
    setBusy(true)
    try {
      await remove(used)
      toasts.dismiss(item.id)
      toasts.done(items.deleted({ name: item.name }))
      history.setGuard(null)
      void navigate(path)
    } catch (fault) {
      toasts.failure(fault, items.notDeleted)
      setOpen(false)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<DeleteRegular />}>
          {items.delete}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{items.deleteTitle({ name: item.name })}</DialogTitle>
          <DialogContent>
            {used ? (
              <>
                <p>
                  {items.heldBy({ names: format.list(more > 0 ? [...names, items.others({ count: more })] : names) })}
                </p>
                <p>{consequence}</p>
              </>
            ) : (
              items.heldByNobody
            )}
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">{shell.cancel}</Button>
            </DialogTrigger>
            <Button disabledFocusable={busy} onClick={() => void deleteIt()}>
              {used ? items.deleteAnyway : items.delete}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
