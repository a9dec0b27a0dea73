import { DAY_MS } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import type { Budget } from '../engine/budget.ts'
import { SIGN_UPS } from '../forms/form.ts'
import { type FormRow, readForm } from '../forms/formTable.ts'
import { readChannels } from '../forms/leadChannels.ts'
import { type DeliveryRow, readDelivery } from '../journal/journal.ts'
import { loggedName } from '../journal/log.ts'
import { readState } from '../store/state.ts'
import { countUpTo } from './backlog.ts'
import { readConditions } from './conditions.ts'
import type { FieldCount, Week } from './digest.ts'
import { adviceOn } from './status.ts'
import { HELD } from './waiting.ts'

const WEEK = 7

/** The last seven days, today included, as far as the outbox remembers them. */
export function readWeek(sql: SqlStorage, config: Config, now: number): Week {
  const today = Math.floor(now / DAY_MS)
  const forms = readFormsOf(sql, today)
  const leads = forms.reduce((total, { sent }) => total + sent, 0)
  return {
    until: new Date(now).toISOString().slice(0, 10),
    leads,
    leadsBefore: forms.reduce((total, { before }) => total + before, 0),
    forms: forms.filter(({ sent, delivered, refused }) => sent + delivered + refused > 0),
    channels: readChannels(sql, { days: WEEK, now }),
    repaired: countFields(sql, 'repaired', now),
    refused: countFields(sql, 'refused', now),
    calls: callsOf(sql, today),
    needs: needsOf(sql, config, now),
  }
}

function readFormsOf(sql: SqlStorage, today: number) {
  return sql
    .exec<FormRow>('SELECT * FROM form')
    .toArray()
    .map((row) => {
      const days = SIGN_UPS.read(readForm(row).days, today)
      const sum = (kind: 'sent' | 'delivered' | 'refused', from: number, to?: number) =>
        days.slice(from, to).reduce((total, day) => total + day[kind], 0)
      const { source, name } = row
      return {
        source,
        name,
        sent: sum('sent', -WEEK),
        delivered: sum('delivered', -WEEK),
        refused: sum('refused', -WEEK),
        before: sum('sent', -2 * WEEK, -WEEK),
      }
    })
    .sort((one, other) => other.sent - one.sent)
}

/** By the names of tables: what a site calls its own fields may tell whose they are. */
function countFields(sql: SqlStorage, outcome: 'repaired' | 'refused', now: number): FieldCount[] {
  const counts = new Map<string, number>()
  for (const row of sql.exec<DeliveryRow>(
    'SELECT * FROM delivery WHERE outcome = ? AND at > ?',
    outcome,
    now - WEEK * DAY_MS,
  ))
    for (const { field } of readDelivery(row).problems) {
      const name = loggedName(field)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  return [...counts]
    .map(([field, count]) => ({ field, count }))
    .sort((one, other) => other.count - one.count)
}

function callsOf(sql: SqlStorage, today: number): number {
  const { days = {} } = readState<Budget>(sql, 'budget', { spent: {} })
  return Object.entries(days)
    .filter(([day]) => Number(day) > today - WEEK)
    .reduce((total, [, calls]) => total + calls, 0)
}

function needsOf(sql: SqlStorage, config: Config, now: number): string[] {
  const met = readConditions(sql, config, now).filter(({ isMet }) => isMet)
  const count = (query: string) => {
    const { count, isMore } = countUpTo(sql, query)
    return { count, text: `${count}${isMore ? ' or more' : ''}` }
  }
  const held = count(`SELECT 1 FROM subject WHERE ${HELD}`)
  const letters = count('SELECT 1 FROM dead_letter')
  return [
    ...met.map(({ degraded, advice, begun }) => degraded ?? advice ?? begun),
    ...(held.count > 0 ? [`Sign-ups held back for review: ${held.text}.`] : []),
    ...(letters.count > 0 ? [`Dead letters: ${letters.text}.`] : []),
    ...adviceOn(sql, config, now),
  ]
}
