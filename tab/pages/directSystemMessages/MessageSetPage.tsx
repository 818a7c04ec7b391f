import { useParams } from 'react-router'
import { useDirectSystemMessages } from '../../data/directSystemMessages.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { MessagesEditor } from './MessagesEditor.tsx'

export default function MessageSetPage() {
  const { id = '' } = useParams()
  return (
    <Loaded query={useDirectSystemMessages(id)} skeleton={<PageSkeleton />} whole>
      {(loaded) => <MessagesEditor key={id} loaded={loaded} />}
    </Loaded>
  )
}
