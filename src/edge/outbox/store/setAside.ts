import { writeDeadLetter } from './deadLetter.ts'

/** A row of ours that this version cannot use. */
interface SetAside {
  at: number
  /** Its number, if it was a person's or an account's. */
  subject: number
  /** What it was, for the operator. */
  what: string
  /** Why it cannot be used. Neither holds personal data. */
  reason: string
  /** The row, untouched, so that a version that can read it can take it back. */
  state: string
  /** Whose it was, as far as that is known without reading it. */
  who?: string
}

/** Keeps a row that cannot be used among the dead letters, where it waits for the operator and holds up nobody. */
export function setAside(sql: SqlStorage, { what, reason, ...row }: SetAside): void {
  writeDeadLetter(sql, { ...row, reason: `${what} could not be used: ${reason}.` })
}
