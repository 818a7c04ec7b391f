import { useParams } from 'react-router'
import { useDirectSystemMessages } from './api.ts'
import { QueryBoundary } from '../../ui/feedback/QueryBoundary.tsx'
import { PageSkeleton } from '../../ui/feedback/PageSkeleton.tsx'
import { MessagesEditor } from './MessagesEditor.tsx'

export default function MessageSetPage() {
  const { id = '' } = useParams()
  return (
    <QueryBoundary query={useDirectSystemMessages(id)} skeleton={<PageSkeleton />} whole>
      {(loaded) => <MessagesEditor key={id} loaded={loaded} />}
    </QueryBoundary>
  )
}
