import type { ErrorCode } from '#core/contract/problems'
import { reachReason } from '#core/contract/users'
import { Refused, Unreachable } from '../../../../tab/api/httpClient.ts'
import { useMeQuery } from '../../../../tab/api/me.ts'
import { OriginTester } from '../../../../tab/features/domainTemplates/OriginTester.tsx'
import { ReachabilityBanner } from '../../../../tab/features/users/interactSettings/ReachabilityBanner.tsx'
import type { ReactNode } from 'react'
import { SignInFailed, type NoHost as WhyNoHost } from '../../../../tab/host/teamsHost.ts'
import { PageErrorBoundary } from '../../../../tab/shell/routing/PageErrorBoundary.tsx'
import { ErrorMessage } from '../../../../tab/ui/feedback/ErrorMessage.tsx'
import { NoHostPage } from '../../../../tab/ui/feedback/NoHostPage.tsx'
import { useErrorText } from '../../../../tab/ui/feedback/useErrorText.ts'
import { interactSettings, shopTemplate } from './company.ts'

const gap = { display: 'flex', flexDirection: 'column', gap: '12px', padding: '16px' } as const
const nothing = () => undefined
const refusal = (code: ErrorCode, status = 409, wait: number | null = null) =>
  new Refused({ type: '', title: code, status, code, detail: '', requestId: '01J9ZK' }, wait)

function FaultTexts({ codes }: { codes: readonly ErrorCode[] }) {
  const text = useErrorText()
  return codes.map((code) => <div key={code}>{text(refusal(code))}</div>)
}

/** What is said about each refusal, and how it looks in place of content. */
export const Faults = ({ codes }: { codes: readonly ErrorCode[] }) => (
  <div style={gap}>
    <FaultTexts codes={codes} />
    <ErrorMessage fault={refusal('internal', 500)} onRetry={nothing} />
    <ErrorMessage fault={refusal('tooManyRequests', 429, 40)} onRetry={nothing} />
    <ErrorMessage fault={new Unreachable()} onRetry={nothing} />
    <ErrorMessage fault={new SignInFailed('other')} onRetry={nothing} />
    <ErrorMessage fault={new SignInFailed('consent')} onRetry={nothing} />
    <ErrorMessage fault={new Error('A mistake of ours')} onRetry={nothing} />
    <ErrorMessage fault={refusal('notFound', 404)} onRetry={nothing} />
  </div>
)

function SignedIn({ children }: { children: ReactNode }) {
  return useMeQuery().data ? children : null
}

export const Reasons = () => (
  <div style={gap}>
    <SignedIn>
      {reachReason.options.map((reason) => (
        <ReachabilityBanner key={reason} page={{ ...interactSettings, reason }} mayFix />
      ))}
    </SignedIn>
  </div>
)

export const Testers = ({ patterns }: { patterns: readonly (readonly string[])[] }) => (
  <div style={gap}>
    {patterns.map((each, place) => (
      <OriginTester key={place} templateId={shopTemplate.id} patterns={each} />
    ))}
  </div>
)

export const NoHost = ({ why }: { why: WhyNoHost }) => <NoHostPage why={why} />

function Lost(): never {
  throw new Error('Failed to fetch dynamically imported module: /tab/assets/UsersPage.js')
}
export const Outdated = () => (
  <PageErrorBoundary>
    <Lost />
  </PageErrorBoundary>
)
