import { sqlStateOf } from './engine/storeUnavailable.ts'

/** Whether a statement failed because its row, or its name, is there already. */
export const isTaken = (error: unknown): boolean => sqlStateOf(error) === '23505'

/** Whether a statement failed because what it points to is not there, or because something still points to it. */
export const isUnbound = (error: unknown): boolean => sqlStateOf(error) === '23503'
