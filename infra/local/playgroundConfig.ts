export type PlaygroundUser = { oid: string; upn: string; name: string }

export type PlaygroundPeople = {
  tenantId: string
  botId: string
  /** The agent who owns the personal chat. */
  owner: PlaygroundUser
  /** Colleagues. The Playground requires exactly five; placeholders replace missing ones. */
  others: readonly PlaygroundUser[]
}

/** Id of the owner's personal chat, the same at every start. */
export const personalChatId = (owner: PlaygroundUser): string => `a:${owner.oid}`

/**
 * The Playground's configuration file (JSON is valid YAML). A person's id is their Entra object id, so that
 * `createConversation` by object id, which Teams accepts, finds the personal chat.
 */
export function playgroundConfig({ tenantId, botId, owner, others }: PlaygroundPeople): string {
  const five = [0, 1, 2, 3, 4].map((index) => others[index] ?? placeholder(index))
  return JSON.stringify({
    version: '0.1.1',
    tenantId,
    bot: { id: `28:${botId}`, name: 'Interact' },
    currentUser: person(owner),
    users: five.map(person),
    personalChat: { id: personalChatId(owner) },
    groupChat: { id: '19:interact-group@thread.v2', name: 'Group chat' },
    team: {
      id: '19:interact-team@thread.tacv2',
      name: 'Contoso',
      aadGroupId: '00000000-0000-4000-8000-000000000031',
      channels: [{ id: '19:interact-news@thread.tacv2', name: 'News' }],
    },
  })
}

const person = ({ oid, upn, name }: PlaygroundUser) => {
  const [givenName = name, ...rest] = name.split(' ')
  return { id: oid, name, userPrincipleName: upn, aadObjectId: oid, givenName, surname: rest.join(' '), email: upn }
}

const placeholder = (index: number): PlaygroundUser => ({
  oid: `00000000-0000-4000-8000-00000000010${index}`,
  upn: `colleague${index}@contoso.test`,
  name: `Colleague ${index + 1}`,
})
