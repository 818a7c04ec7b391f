import { Button } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router'
import { useWords } from '../words/speech.ts'
import { Failure, NotFound } from './Failure.tsx'
import { Note } from './Note.tsx'

// How the browsers say that a part of the program is no longer on the server.
const lostModule = /dynamically imported module|importing a module script|preload CSS/i

/** Stands in a page's place when the page itself broke; the menu stays. */
export function PageFailed() {
  const fault = useRouteError()
  const { shell } = useWords()
  const { revalidate } = useRevalidator()
  if (isRouteErrorResponse(fault) && fault.status === 404) return <NotFound />
  if (fault instanceof Error && lostModule.test(fault.message) && navigator.onLine) {
    return (
      <Note icon={<ArrowSyncRegular />} title={shell.outdatedTitle} text={shell.outdated} whole>
        <Button appearance="primary" onClick={() => location.reload()}>
          {shell.reload}
        </Button>
      </Note>
    )
  }
  return <Failure fault={fault} onRetry={() => void revalidate()} whole />
}
