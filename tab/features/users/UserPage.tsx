import { useParams } from 'react-router'
import { useMe, isAdmin } from '../../api/me.ts'
import { NotFound } from '../../ui/feedback/ErrorMessage.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { UserTabs } from './UserTabs.tsx'
import { InteractSection } from './interactSettings/InteractSection.tsx'

/** A user's page for admins. An agent sees only their own Interact page, read-only. */
export default function UserPage() {
  const { userId = '', section = '' } = useParams()
  const me = useMe()
  if (isAdmin(me)) return <UserTabs userId={userId} section={section} />
  const own = userId === me.user.id && section === 'interact'
  return own ? <OwnSnippet /> : <NotFound />
}

function OwnSnippet() {
  const { shell } = useTranslations()
  const { user } = useMe()
  return (
    <Page title={shell.mySnippet}>
      <InteractSection user={user} mayWrite={false} />
    </Page>
  )
}
