/** Query keys that more than one feature reads or invalidates. */
export const meKey = ['me']
export const tenantKey = ['tenant']
export const usersKey = ['users']
export const userKey = (userId: string) => ['user', userId]
export const interactKey = (userId: string) => [...everyInteractKey, userId]
/** Matches the Interact pages of all users. */
export const everyInteractKey = ['interact']
