import type { ForgetReport, ReplayAsk, ReplayReport } from '../../outbox/operator/operations.ts'
import type { Count, SubjectView } from '../../outbox/operator/views.ts'
import { formatNumber, plural } from './format.ts'
import { type Message, useDesk } from './useDesk.ts'

/** What the operator can order, each with what is told afterwards. */
export function useOrders() {
  const { overview, order, ask } = useDesk()
  const isPaused = overview?.delivery.state === 'paused'
  return {
    isPaused,
    togglePause: () =>
      order(async (api) => {
        await api(isPaused ? 'resume' : 'pause', {})
        return {
          text: isPaused
            ? 'Delivery goes on.'
            : 'Delivery is paused. Events are still accepted and kept.',
        }
      }),
    tryNow: () =>
      order(async (api) => {
        await api('tryNow', {})
        return { text: 'Trying now: what comes of it shows under Deliveries.' }
      }),
    release: (id: number) =>
      order(async (api) => {
        await api('release', { id })
        return { text: 'Let through: delivery goes on with this person.' }
      }),
    replay: (which: ReplayAsk) =>
      order(async (api) => {
        const { deadLetters: before } = await api('overview', {})
        const report = await api('replay', which)
        return ({ deadLetters: after }) => describeReplayed(report, before, after)
      }),
    deleteLetters: (which: ReplayAsk, what: string) =>
      ask({
        title: `Delete ${what}?`,
        text: 'What they hold is given up and will not reach Freshsales. The people stay; this cannot be undone.',
        does: 'Delete',
        async order(api) {
          const { deleted } = await api('deleteLetters', which)
          // A replay makes new ones of them, which the list shows a moment later.
          return deleted === 0
            ? { text: 'Nothing was deleted: the list has changed. Look again.', isBad: true }
            : { text: `${plural(deleted, 'dead letter')} deleted.` }
        },
      }),
    removeForm: (id: number, name: string) =>
      ask({
        title: `Take “${name}” off the list?`,
        text: 'Nobody is told any more that it is silent, and what was counted of it is deleted. It comes back with its next sign-up.',
        does: 'Take it off',
        async order(api) {
          await api('removeForm', { id })
          return { text: `“${name}” is off the list.` }
        },
      }),
    forget: ({ id, who, contactId, leadId, attempts }: SubjectView) => {
      // After a call without an answer there may be a record whose number is not known.
      const mayBeThere = (contactId ?? leadId) !== undefined || attempts > 0
      ask({
        title: `Delete ${who}?`,
        text: 'Everything the edge holds of this person is erased: what they did, what waits, deliveries and dead letters. This cannot be undone.',
        does: 'Delete',
        also: mayBeThere ? [IN_FRESHSALES, NEVER_AGAIN] : [NEVER_AGAIN],
        async order(api, chosen) {
          const inFreshsales = chosen.has(IN_FRESHSALES)
          const report = await api('forget', { id, inFreshsales, never: chosen.has(NEVER_AGAIN) })
          if (report.forgotten && location.hash === `#/people/${id}`) location.hash = '#/people'
          return describeForgotten(report, mayBeThere)
        },
      })
    },
  }
}

const IN_FRESHSALES = {
  label: 'Also forget the record in Freshsales',
  note: 'Erased for good, also from the recycle bin. Otherwise it stays there, and you forget it yourself.',
}

const NEVER_AGAIN = {
  label: 'And never again',
  note: 'Whatever names an address of theirs is dropped from now on. It can be taken back under People.',
}

/** A cause that still stands refuses the same letters again within seconds. */
function describeReplayed(report: ReplayReport, before: Count, after: Count): Message {
  const { replayed, gone, isMore } = report
  const back = after.count - (before.count - replayed)
  const again = before.isMore || after.isMore ? 0 : Math.min(replayed, Math.max(0, back))
  const rest = [
    gone > 0 && `${plural(gone, 'letter')} left, whose person is no longer known.`,
    isMore && 'There are more: replay again.',
  ]
  const text =
    again === 0
      ? `${plural(replayed, 'dead letter')} put back, to be sent again.`
      : `${formatNumber(replayed)} put back, ${formatNumber(again)} refused again: the cause still stands. Do first what stands under the reason.`
  return { text: [text, ...rest].filter(Boolean).join(' '), isBad: again > 0 }
}

function describeForgotten(report: ForgetReport, mayBeThere: boolean): Message {
  if (!report.forgotten) return { text: report.reason, isBad: true }
  const { rows, freshsales, contactId, leadId, never } = report
  const here = `Deleted here: ${plural(rows, 'row')}.${tellNever(never)}`
  if (freshsales === 'forgotten')
    return { text: `${here} The record in Freshsales is forgotten as well.` }
  if (freshsales === 'notThere') return { text: `${here} Freshsales has no such record.` }
  const record =
    contactId !== undefined ? `contact ${contactId}` : leadId !== undefined && `lead ${leadId}`
  if (record) return { text: `${here} Freshsales still has ${record}: forget it there.` }
  return {
    text: mayBeThere
      ? `${here} If Freshsales has a record of this person, forget it there.`
      : `${here} They were never in Freshsales.`,
  }
}

function tellNever(addresses: number | undefined): string {
  if (addresses === undefined) return ''
  return addresses === 0
    ? ' No address of theirs was known, so nothing is kept out.'
    : ` ${plural(addresses, 'address is', 'addresses are')} never taken again.`
}
