import { createHash } from 'node:crypto'

const digestOf = (purpose: string, number: number): Buffer =>
  createHash('sha256').update(`${purpose} ${number}`).digest()

/** A number from 0 (inclusive) to 1 (exclusive) that is the same for the same purpose and number in every run. */
export const chance = (purpose: string, number: number): number => digestOf(purpose, number).readUInt32BE(0) / 2 ** 32

/** One of the choices, the same in every run. */
export function pick<Choice>(choices: readonly Choice[], purpose: string, number: number): Choice {
  const picked = choices[Math.floor(chance(purpose, number) * choices.length)]
  if (picked === undefined) throw new Error(`There is nothing to pick from for ${purpose}`)
  return picked
}

/** A version 4 UUID that is the same in every run. */
export function stableId(purpose: string, number: number): string {
  const bytes = digestOf(purpose, number).subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** 32 characters, as a widget key has them. */
export const stableKey = (purpose: string, number: number): string =>
  digestOf(purpose, number).toString('base64url').slice(0, 32)
