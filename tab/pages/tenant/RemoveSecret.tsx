import { Button, Text } from '@fluentui/react-components'
import { useState } from 'react'
import { useVerifiedCustomerSecret } from '../../data/tenant.ts'
import { AskDialog } from '../../parts/AskDialog.tsx'
import { useTell } from '../../parts/useTell.ts'
import { useWords } from '../../words/speech.ts'

/** Removes the secret, after saying what that does; while users require verified customers it says that instead. */
export function RemoveSecret({ requiredBy }: { requiredBy: number }) {
  const { verifiedCustomers: words } = useWords().tenantPage
  const tell = useTell()
  const { remove } = useVerifiedCustomerSecret()
  const [open, setOpen] = useState(false)
  const isRequired = requiredBy > 0
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.remove}</Button>
      {open && (
        <AskDialog
          title={words.removeTitle}
          yes={isRequired ? null : words.removeNow}
          onYes={async () => {
            await remove()
            tell.done(words.removed)
          }}
          onClose={() => setOpen(false)}
        >
          <Text>{isRequired ? `${words.requiredBy(requiredBy)} ${words.removeWaits}` : words.removeText}</Text>
        </AskDialog>
      )}
    </>
  )
}
