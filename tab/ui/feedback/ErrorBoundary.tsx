import { Component, type ReactNode } from 'react'
import { ErrorMessage } from './ErrorMessage.tsx'

interface ErrorBoundaryProps {
  children: ReactNode
}

/** Replaces failed content with an error message, so that the rest of the page keeps working. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { fault: { error: unknown } | null }> {
  override state: { fault: { error: unknown } | null } = { fault: null }

  static getDerivedStateFromError(fault: unknown) {
    return { fault: { error: fault } }
  }

  override render() {
    const { fault } = this.state
    if (fault) return <ErrorMessage fault={fault.error} onRetry={() => this.setState({ fault: null })} />
    return this.props.children
  }
}
