import { Page } from '../../parts/Page.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { useWords } from '../../words/speech.ts'

export default function ChatsPage() {
  const { chats } = useWords()
  return (
    <Page title={chats.title}>
      <PageSkeleton />
    </Page>
  )
}
