import type { Crm, Json } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'

type Shows = (record: StoredRecord, crm: Crm) => boolean

const DAY_MS = 86_400_000
const COMPLETED = 1

const isOpen: Shows = ({ values }) => Number(values['status'] ?? 0) !== COMPLETED
const inDays =
  (days: number): Shows =>
  (record, crm) => {
    const day = (at: number) => Math.floor((at + crm.settings.utcOffsetMinutes * 60_000) / DAY_MS)
    return isOpen(record, crm) && day(timeOf(record.values['due_date'])) === day(crm.now) + days
  }
const isPast: Shows = ({ values }, { now }) => timeOf(values['end_date']) < now

const FILTERS: { readonly [kind in 'task' | 'appointment']: { readonly [name: string]: Shows } } = {
  task: {
    open: isOpen,
    due_today: inDays(0),
    due_tomorrow: inDays(1),
    overdue: (record, crm) => isOpen(record, crm) && timeOf(record.values['due_date']) < crm.now,
    completed: (record, crm) => !isOpen(record, crm),
  },
  appointment: { past: isPast, upcoming: (record, crm) => !isPast(record, crm) },
}

/** Which tasks or appointments `?filter=` shows; nothing when there is no such filter. */
export function plannedFilter(kind: 'task' | 'appointment', name: string): Shows | undefined {
  const filters = FILTERS[kind]
  return Object.hasOwn(filters, name) ? filters[name] : undefined
}

function timeOf(text: Json | undefined): number {
  return Date.parse(String(text))
}
