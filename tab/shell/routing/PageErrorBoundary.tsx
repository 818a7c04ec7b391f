import { Button } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { Component, type ReactNode } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { ErrorMessage } from '../../ui/feedback/ErrorMessage.tsx'
import { Notice } from '../../ui/feedback/Notice.tsx'

// Browser error messages for a chunk that is no longer on the server.
const lostModule = /dynamically imported module|importing a module script|preload CSS/i

interface PageErrorBoundaryProps {
  children: ReactNode
}
interface PageErrorBoundaryState {
  fault: { error: unknown } | null
}

/** Replaces a failed page with an error message; the navigation stays. A new key resets it. */
export class PageErrorBoundary extends Component<PageErrorBoundaryProps, PageErrorBoundaryState> {
  override state: PageErrorBoundaryState = { fault: null }

  static getDerivedStateFromError(fault: unknown): PageErrorBoundaryState {
    return { fault: { error: fault } }
  }

  override render() {
    const { fault } = this.state
    if (!fault) return this.props.children
    return <PageFailed fault={fault.error} onRetry={() => this.setState({ fault: null })} />
  }
}

function PageFailed({ fault, onRetry }: { fault: unknown; onRetry: () => void }) {
  const { shell } = useTranslations()
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
