import { Component, type ReactNode } from 'react'
import { Failure } from './ErrorMessage.tsx'

interface PartProps {
  children: ReactNode
}

/** A fence: when what is inside breaks, a message stands in its place and the rest of the page goes on. */
export class Part extends Component<PartProps, { fault: { was: unknown } | null }> {
  override state: { fault: { was: unknown } | null } = { fault: null }

  static getDerivedStateFromError(fault: unknown) {
    return { fault: { was: fault } }
  }

  override render() {
    const { fault } = this.state
    if (fault) return <Failure fault={fault.was} onRetry={() => this.setState({ fault: null })} />
    return this.props.children
  }
}
