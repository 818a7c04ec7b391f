import { Component, type ReactNode } from 'react'
import { ErrorMessage } from './ErrorMessage.tsx'

interface ErrorBoundaryProps {
  children: ReactNode
}

/** A fence: when what is inside breaks, a message stands in its place and the rest of the page goes on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { fault: { before: unknown } | null }> {
  override state: { fault: { before: unknown } | null } = { fault: null }

  static getDerivedStateFromError(fault: unknown) {
    return { fault: { before: fault } }
  }

  override render() {
    const { fault } = this.state
    if (fault) return <ErrorMessage fault={fault.before} onRetry={() => this.setState({ fault: null })} />
    return this.props.children
  }
}
