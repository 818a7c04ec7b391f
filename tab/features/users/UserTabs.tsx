import { Button } from '@fluentui/react-components'
import { ShareRegular } from '@fluentui/react-icons/svg/share'
import { useUser } from './api.ts'
import { Breadcrumbs } from '../../ui/layout/Breadcrumbs.tsx'
import { PersonAvatar } from '../../ui/Avatar.tsx'
import { NotFound } from '../../ui/feedback/ErrorMessage.tsx'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'
import { SectionLinks } from '../../ui/layout/SectionLinks.tsx'
import { canShareLink, shareLink } from '../../host/teamsHost.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { GeneralSection } from './GeneralSection.tsx'
import { hasInteractPage, InteractSection } from './interactSettings/InteractSection.tsx'

/** A user's page with all sections, for admins. */
export function UserTabs({ userId, section }: { userId: string; section: string }) {
  const { users, shell } = useTranslations()
  const query = useUser(userId)
  return (
    <QueryBoundary query={query} skeleton={<PageSkeleton />} whole>
      {({ data: user, etag }) => (
        <Page
          title={user.displayName}
          crumbs={<Breadcrumbs of={[{ to: '/users', label: users.title }]} />}
          lead={<PersonAvatar name={user.displayName} size={40} color="colorful" />}
          actions={
            canShareLink() && (
              <Button
                appearance="subtle"
                icon={<ShareRegular />}
                onClick={() => shareLink(`/users/${userId}${section && `/${section}`}`, user.displayName)}
              >
                {shell.shareLink}
              </Button>
            )
          }
        >
          <SectionLinks
            label={user.displayName}
            sections={[
              { to: `/users/${userId}`, label: users.general },
              ...(hasInteractPage(user) ? [{ to: `/users/${userId}/interact`, label: users.interact }] : []),
            ]}
          />
          {section === '' && <GeneralSection key={userId} loaded={{ data: user, etag }} />}
          {section === 'interact' && <InteractSection key={userId} user={user} mayWrite />}
          {section !== '' && section !== 'interact' && <NotFound whole={false} />}
        </Page>
      )}
    </QueryBoundary>
  )
}
