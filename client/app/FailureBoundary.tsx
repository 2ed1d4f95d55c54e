import { Component, type ReactNode } from 'react'
import { FailedPage } from './FailedPage.tsx'

/** Stands in for a page that broke, so that nobody looks at nothing. */
export class FailureBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() { return { failed: true } }
  override render() { return this.state.failed ? <FailedPage /> : this.props.children }
}
