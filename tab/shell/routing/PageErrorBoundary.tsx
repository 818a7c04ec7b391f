import { Button } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { Component, type ReactNode } from 'react'
import { useWords } from '../../i18n/useWords.ts'
import { ErrorMessage } from '../../ui/feedback/ErrorMessage.tsx'
import { Notice } from '../../ui/feedback/Notice.tsx'

// How the browsers say that a part of the program is no longer on the server.
const lostModule = /dynamically imported module|importing a module script|preload CSS/i

interface PageErrorBoundaryProps {
  children: ReactNode
}
interface PageErrorBoundaryState {
  fault: { before: unknown } | null
}

/** When a page breaks, a message stands in its place and the menu stays. Given a new key, it tries again. */
export class PageErrorBoundary extends Component<PageErrorBoundaryProps, PageErrorBoundaryState> {
  override state: PageErrorBoundaryState = { fault: null }

  static getDerivedStateFromError(fault: unknown): PageErrorBoundaryState {
    return { fault: { before: fault } }
  }

  override render() {
    const { fault } = this.state
    if (!fault) return this.props.children
    return <PageFailed fault={fault.before} onRetry={() => this.setState({ fault: null })} />
  }
}

function PageFailed({ fault, onRetry }: { fault: unknown; onRetry: () => void }) {
  const { shell } = useWords()
  if (!(fault instanceof Error && lostModule.test(fault.message) && navigator.onLine)) {
    return <ErrorMessage fault={fault} onRetry={onRetry} whole />
  }
  return (
    <Notice icon={<ArrowSyncRegular />} title={shell.outdatedTitle} text={shell.outdated} whole>
      <Button appearance="primary" onClick={() => location.reload()}>
        {shell.reload}
      </Button>
    </Notice>
  )
}
