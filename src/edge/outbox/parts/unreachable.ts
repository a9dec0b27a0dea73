import { DAY_MS } from '../../../protocol/time.ts'
import type { PersonCore } from '../person/personCore.ts'
import { isNew } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import type { StampedRecord } from '../person/stamped.ts'
import type { Part } from './part.ts'

/** Longer than somebody without an address is remembered: nothing is done about them until then. */
const KEPT_MS = 31 * DAY_MS

const NUMBERS = ['mobile_number', 'work_number'] as const

/**
 * Somebody who left a phone number and no e-mail address, without which Freshsales makes no contact.
 * They stand among those who wait, for a person to read, and are sent once an address comes.
 */
export const unreachable = {
  name: 'unreachable',
  after: ['contact'],
  owns: {},
  removes: {},
  empty: () => ({}),
  merge: () => undefined,

  due: (person) =>
    isUnreachable(person)
      ? { priority: PRIORITY.mapped, dueAt: person.lastSeenAt + KEPT_MS, standsAlone: true }
      : undefined,

  calls: {},

  describe: (person) => ({
    'needs an e-mail address': isUnreachable(person) ? [nameOf(person)] : [],
  }),
} satisfies Part<object, never, object, PersonCore & StampedRecord>

function isUnreachable(person: PersonCore & StampedRecord): boolean {
  const isUnknown = !person.email && isNew(person) && !person.held
  return isUnknown && NUMBERS.some((field) => textOf(person, field) !== undefined)
}

/** `Ann Lee, +91 98765 43210`. */
function nameOf(person: StampedRecord): string {
  const [first, last, ...numbers] = ['first_name', 'last_name', ...NUMBERS].map((field) =>
    textOf(person, field),
  )
  const name = [first, last].filter((part) => part !== undefined).join(' ')
  const number = numbers.find((each) => each !== undefined)
  return [name, number].filter(Boolean).join(', ')
}

function textOf({ fields }: StampedRecord, name: string): string | undefined {
  const value = fields[name]?.value
  return typeof value === 'string' && value !== '' ? value : undefined
}
