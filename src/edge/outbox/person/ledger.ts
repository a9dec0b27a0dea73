/**
 * Which events of a person have been folded, so that a batch sent twice has its effects once.
 * Kept with the person instead of in a table of its own: the person is read and written for every
 * fold anyway, so remembering costs no further row.
 */
export type Ledger = { [day: string]: string }

/** Retries of the senders we know end after hours; a week also covers a laptop that slept. */
export const LEDGER_DAYS = 7

const DAY_MS = 86_400_000
const FINGERPRINT_CHARACTERS = 9

/** Records an event; false when it was recorded before. */
export function recordOnce(ledger: Ledger, messageId: string, now: number): boolean {
  const mark = fingerprint(messageId)
  for (const day of Object.keys(ledger)) if (holds(ledger[day] ?? '', mark)) return false
  const today = dayOf(now)
  ledger[today] = (ledger[today] ?? '') + mark
  return true
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

/** 46 bits in base 36: two events of one person share one by chance about once in 10^13 pairs. */
function fingerprint(text: string): string {
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
  return bits.toString(36).padStart(FINGERPRINT_CHARACTERS, '0')
}
