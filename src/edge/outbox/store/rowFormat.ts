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

/**
 * Gives a row the parts that it lacks, as an empty one has them: a part that was added later needs
 * no migration. False when a part is of another kind than in the empty one: the row is torn.
 */
export function fillIn(row: object, empty: object): boolean {
  const parts = row as { [part: string]: unknown }
  for (const [name, initial] of Object.entries(empty)) {
    const part = parts[name]
    if (part === undefined) parts[name] = initial
    else if (kindOf(part) !== kindOf(initial)) return false
  }
  return true
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value

/**
 * Two rows become one: what a later version wrote into `from` goes along, although it means nothing
 * here. Lists are joined, of two records each name is kept, and where both hold something else
 * `into` keeps its own.
 */
export function carryUnknown<Row extends object>(
  into: Row,
  from: Row,
  isKnown: (part: string) => boolean,
): void {
  const parts = into as { [part: string]: unknown }
  for (const [name, theirs] of Object.entries(from))
    if (!isKnown(name)) parts[name] = join(parts[name], theirs)
}

function join(ours: unknown, theirs: unknown): unknown {
  if (ours === undefined) return theirs
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const there = new Set(ours.map((each) => JSON.stringify(each)))
    return [...ours, ...theirs.filter((each) => !there.has(JSON.stringify(each)))]
  }
  return isObject(ours) && isObject(theirs) ? { ...theirs, ...ours } : ours
}

/** What was kept as JSON; undefined where the row became unreadable: one of them must not stop the others. */
export function parseKept<Value>(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value
  } catch {
    return undefined
  }
}
