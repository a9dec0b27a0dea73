import { isObject } from '../../../protocol/json.ts'

/** A row, or why this version cannot use it; the reason holds no personal data. */
export type ReadRow<Row> = { ok: true; row: Row } | { ok: false; reason: string }

/** How one kind of row is written as JSON, and the only way in which it is read back. */
export interface RowFormat<Row> {
  read(text: string): ReadRow<Row>
  write(row: Row): string
}

interface Format<Row> {
  /** Raised only when an older version would misread the row; a part that is added does not raise it. */
  version: number
  /** `upgrades[0]` makes a row of version 2 out of one of version 1. */
  upgrades: readonly ((row: object) => object)[]
  /** Fills in what a row of this version may lack. False: the row is torn, or not of this kind. */
  complete(row: object): row is Row & object
}

/** What version 0.1.0 wrote has no number. */
const UNNUMBERED = 1

/** A row is JSON with its version in it. Parts that this version does not know stay in the row. Pure. */
export function createRowFormat<Row extends object>({
  version,
  upgrades,
  complete,
}: Format<Row>): RowFormat<Row> {
  return {
    read(text) {
      const parsed = parse(text)
      if (!isObject(parsed)) return { ok: false, reason: UNREADABLE }
      const { version: written = UNNUMBERED, ...row } = parsed
      if (typeof written !== 'number' || !Number.isSafeInteger(written) || written < UNNUMBERED)
        return { ok: false, reason: UNREADABLE }
      if (written > version) return { ok: false, reason: laterThan(version, written) }
      let upgraded: object = row
      for (const upgrade of upgrades.slice(written - 1)) upgraded = upgrade(upgraded)
      return complete(upgraded)
        ? { ok: true, row: upgraded }
        : { ok: false, reason: 'a part of it is missing or of another kind' }
    },
    write(row) {
      // Joined as text: a copy of the row would take as long as writing it.
      const parts = JSON.stringify(row).slice(1)
      return `{"version":${version}${parts === '}' ? '' : ','}${parts}`
    },
  }
}

/** Why a row of a later version is left alone: what it means to that version is not known here. */
export const laterThan = (known: number, written: number): string =>
  `a later version of freshsales-edge wrote it (format ${written}, this one reads up to ${known})`

export const UNREADABLE = 'it is no whole JSON'

/** Undefined: not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
