import { EVERYTHING, fieldsNamed } from '../../freshsales/mapping/allowed.ts'

/** Which fields a caller may set whom nobody vouches for. */
export interface FieldRule {
  /** `**`: really everything. For a trial, or a site that only its own people can open. */
  protectedToo: boolean
  /** By mapped field, so that every spelling is the same; absent for the usual `*`, all that are not protected. */
  fields?: readonly string[]
}

/** Stands for really everything. */
const PROTECTED_TOO = '**'

export function fieldRule(names: readonly string[]): FieldRule {
  const protectedToo = names.includes(PROTECTED_TOO)
  const fields = names.filter((name) => name !== PROTECTED_TOO).flatMap(fieldsNamed)
  const isUsual = protectedToo || fields.every((field) => field === EVERYTHING)
  return isUsual ? { protectedToo } : { protectedToo, fields }
}
