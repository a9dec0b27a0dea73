import type { ForgetReport, ReplayReport } from '../../outbox/operator/operations.ts'
import { plural } from './lib/format.ts'

// What is told after an order. Pure.

export function describeReplayed({ replayed, gone, isMore }: ReplayReport): string {
  const parts = [`${plural(replayed, 'dead letter')} put back, to be sent again.`]
  if (gone > 0) parts.push(`${plural(gone, 'letter')} left, whose person is no longer known.`)
  if (isMore) parts.push('There are more: replay again.')
  return parts.join(' ')
}

export function describeForgotten(report: Extract<ForgetReport, { forgotten: true }>): string {
  const { rows, freshsales, contactId, leadId } = report
  const here = `Deleted here: ${plural(rows, 'row')}.`
  if (freshsales === 'forgotten') return `${here} The record in Freshsales is forgotten as well.`
  if (freshsales === 'notThere') return `${here} Freshsales has no such record.`
  const record =
    contactId !== undefined
      ? `contact ${contactId}`
      : leadId !== undefined
        ? `lead ${leadId}`
        : undefined
  return record === undefined
    ? `${here} If Freshsales has a record of this person, forget it there.`
    : `${here} Freshsales still has ${record}: forget it there.`
}
