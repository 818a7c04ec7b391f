import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import type { User } from '#core/contract/users'
import { useInteract } from './api.ts'
import { Loaded } from '../../../ui/feedback/QueryBoundary.tsx'
import { Note } from '../../../ui/feedback/Notice.tsx'
import { PageSkeleton } from '../../../ui/feedback/PageSkeleton.tsx'
import { RouteButton } from '../../../ui/layout/LinkButton.tsx'
import { useWords } from '../../../i18n/useWords.ts'
import { InteractForm } from './InteractForm.tsx'
import { SnippetPanel } from './SnippetPanel.tsx'
import { TruthLine } from './ReachabilityBanner.tsx'

/** A user's Interact page, or why there is none. An agent reads the own one: the truth and the snippet. */
export function InteractSection({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  if (!user.licences.includes('contactCenter')) return <NoLicence user={user} mayWrite={mayWrite} />
  return <LicensedSection user={user} mayWrite={mayWrite} />
}

function NoLicence({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  const { users, interact } = useWords()
  return (
    <Note icon={<LockClosedRegular />} title={interact.noLicenceTitle} text={users.noInteractPage}>
      {mayWrite && (
        <RouteButton to={`/users/${user.id}`} appearance="primary">
          {interact.toGeneral}
        </RouteButton>
      )}
    </Note>
  )
}

function LicensedSection({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  const query = useInteract(user.id)
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(loaded) =>
        mayWrite ? (
          <InteractForm user={user} loaded={loaded} />
        ) : (
          <>
            <TruthLine page={loaded.data} mayMend={false} />
            <SnippetPanel page={loaded.data} mayRotate={false} />
          </>
        )
      }
    </Loaded>
  )
}
