import { compareRanks, PROVENANCES, type Provenance } from '../../../freshsales/word.ts'
import { DAY_MS } from '../../../protocol/time.ts'

/**
 * Which events of a person have been folded, so that a batch sent twice has its effects once.
 * Kept with the person instead of in a table of its own: the person is read and written for every
 * fold anyway, so remembering costs no further row.
 */
export type Ledger = { [day: string]: string }

/** Retries of the senders we know end after hours; a week also covers a laptop that slept. */
export const LEDGER_DAYS = 7

const FINGERPRINT_CHARACTERS = 9

/** An event as the ledger knows it. */
export interface Message {
  messageId: string
  source: string
  /** Whose word it is. */
  by: Provenance
}

/**
 * Records an event; false when it was recorded before, from the same source or on a higher word. Who
 * knows the id of another's event so cannot suppress it by being first.
 */
export function recordOnce(ledger: Ledger, message: Message, now: number): boolean {
  const { messageId, source, by } = message
  const mark = fingerprint(`${by}\n${source}\n${messageId}`)
  const own = by === 'page' ? ofPage(mark) : mark
  const higher = PROVENANCES.filter((rank) => compareRanks(rank, by) > 0)
  // Marks of before are of the id alone.
  const known = new Set([
    own,
    mark,
    fingerprint(messageId),
    ...higher.map((rank) => markOf(rank, messageId)),
  ])
  for (const mark of known) if (isMarked(ledger, mark)) return false
  add(ledger, by === 'page' ? own : own + markOf(by, messageId), now)
  return true
}

/** Whether an event of a source was recorded, on whosever word. */
export function isRecorded(ledger: Ledger, { messageId, source }: Omit<Message, 'by'>): boolean {
  return PROVENANCES.some((by) => {
    const mark = fingerprint(`${by}\n${source}\n${messageId}`)
    return isMarked(ledger, by === 'page' ? ofPage(mark) : mark)
  })
}

/** Records what an event caused; false when that was caused before. */
export function recordEffect(
  ledger: Ledger,
  { effect, by, isShared = false }: { effect: string; by: Provenance; isShared?: boolean },
  now: number,
): boolean {
  const mark = ofEffect(fingerprint(`effect\n${effect}`))
  if (isMarked(ledger, mark)) return false
  // Nobody's word is above a server's, so nobody asks, unless others tell of the same form.
  if (by !== 'server' || isShared) add(ledger, mark, now)
  return true
}

/** Whoever looks for an id whose fingerprint is that of a server's event finds none that counts. */
const ofPage = (mark: string) => `~${mark.slice(1)}`

/** Nor can what a page's event causes pass for a server's event. */
const ofEffect = (mark: string) => `!${mark.slice(1)}`

const markOf = (by: Provenance, messageId: string) => fingerprint(`${by}\n${messageId}`)

function isMarked(ledger: Ledger, mark: string): boolean {
  for (const day in ledger) if (holds(ledger[day] ?? '', mark)) return true
  return false
}

function add(ledger: Ledger, marks: string, now: number): void {
  const today = dayOf(now)
  // Joined, and not added: of added texts, whoever looks into them or writes them makes a copy.
  ledger[today] = [ledger[today], marks].join('')
}

export function mergeLedgers(into: Ledger, from: Ledger): void {
  for (const [day, marks] of Object.entries(from)) into[day] = (into[day] ?? '') + marks
}

/** Forgets the days that have passed out of the window. */
export function trimLedger(ledger: Ledger, now: number): void {
  const oldest = Math.floor(now / DAY_MS) - LEDGER_DAYS
  for (const day of Object.keys(ledger)) if (Number(day) < oldest) delete ledger[day]
}

const dayOf = (now: number) => String(Math.floor(now / DAY_MS))

function holds(marks: string, mark: string): boolean {
  let at = marks.indexOf(mark)
  while (at >= 0 && at % FINGERPRINT_CHARACTERS) at = marks.indexOf(mark, at + 1)
  return at >= 0
}

/** Numbers below 2^31 are written five times as fast, so it is written in two halves. */
const HALF = 36 ** 5

const base36 = (number: number, digits: number) => number.toString(36).padStart(digits, '0')

/** 46 bits in base 36: two events of one person share one by chance about once in 10^13 pairs. */
export function fingerprint(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  const bits = (high & 0x3fff) * 2 ** 32 + (low >>> 0)
  return base36(Math.floor(bits / HALF), 4) + base36(bits % HALF, 5)
}
