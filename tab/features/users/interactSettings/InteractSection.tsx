import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import type { User } from '#core/contract/users'
import { useInteract } from './api.ts'
import { QueryBoundary } from '../../../ui/feedback/QueryBoundary.tsx'
import { Notice } from '../../../ui/feedback/Notice.tsx'
import { PageSkeleton } from '../../../ui/feedback/PageSkeleton.tsx'
import { LinkButton } from '../../../ui/layout/LinkButton.tsx'
import { useTranslations } from '../../../i18n/useTranslations.ts'
import { InteractForm } from './InteractForm.tsx'
import { SnippetPanel } from './SnippetPanel.tsx'
import { ReachabilityBanner } from './ReachabilityBanner.tsx'

/** Admins keep the page of a user whose Active is still on: without it, nobody could switch it off. */
export const hasInteractPage = ({ licences, interact }: User): boolean =>
  licences.includes('contactCenter') || interact.active

/** A user's Interact page, or why there is none. Without `mayWrite`, only the reachability and the snippet. */
export function InteractSection({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  if (!(mayWrite ? hasInteractPage(user) : user.licences.includes('contactCenter')))
    return <NoLicence user={user} mayWrite={mayWrite} />
  return <LicensedSection user={user} mayWrite={mayWrite} />
}

function NoLicence({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  const { users, interact } = useTranslations()
  return (
    <Notice icon={<LockClosedRegular />} title={interact.noLicenceTitle} text={users.noInteractPage}>
      {mayWrite && (
        <LinkButton to={`/users/${user.id}`} appearance="primary">
          {interact.toGeneral}
        </LinkButton>
      )}
    </Notice>
  )
}

function LicensedSection({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  const query = useInteract(user.id)
  return (
    <QueryBoundary query={query} skeleton={<PageSkeleton />}>
      {(loaded) =>
        mayWrite ? (
          <InteractForm user={user} loaded={loaded} />
        ) : (
          <>
            <ReachabilityBanner page={loaded.data} mayFix={false} />
            <SnippetPanel page={loaded.data} mayRotate={false} />
          </>
        )
      }
    </QueryBoundary>
  )
}
