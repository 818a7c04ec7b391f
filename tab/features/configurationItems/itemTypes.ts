/** What domain templates and sets of direct system messages have in common. */
export interface Item {
  id: string
  name: string
  organizationUnitId: string
  description: string
  usedBy: readonly { id: string; displayName: string }[]
  writable: boolean
  updatedAt: string
}
