import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeliveriesAsk } from '../../outbox/operator/operations.ts'
import type { DeliveryView } from '../../outbox/operator/views.ts'
import { formatNumber, OUTCOME_LABELS, purposeLabel, textOf } from './format.ts'
import { JsonBox, RecordLink, Row } from './Row.tsx'
import { useDesk } from './useDesk.ts'

export function DeliveryRows({
  deliveries,
  isCard = false,
}: {
  deliveries: readonly DeliveryView[]
  isCard?: boolean
}) {
  return (
    <div class={isCard ? 'card rows' : 'rows'}>
      {deliveries.map((each) => (
        <DeliveryRow key={each.id} delivery={each} />
      ))}
    </div>
  )
}

/** One call: what it was for and what came of it; unfolded, what was sent and what came back. */
function DeliveryRow({ delivery }: { delivery: DeliveryView }) {
  const { at, who, outcome, purpose, status, took, call, problems, messages, test } = delivery
  const fields = problems.map(({ field }) => field).join(', ')
  return (
    <Row
      at={at}
      outcome={outcome}
      label={test ? TEST_LABELS[outcome] : OUTCOME_LABELS[outcome]}
      who={who}
      purpose={[purposeLabel(purpose), fields].filter(Boolean).join(' · ')}
      status={[status, took && `${formatNumber(took)} ms`].filter(Boolean).join(' · ')}
    >
      {test && <p class="muted">{OF_A_TEST}</p>}
      {!!messages?.length && <p class="message warn">{said(messages.join(' · '))}</p>}
      {problems.length > 0 && <Problems problems={problems} />}
      <div class="exchange">
        <JsonBox
          title={test ? 'Would be sent' : 'Sent'}
          value={call?.body}
          note={call && `${call.method} ${call.path}`}
        />
        {!test && (
          <JsonBox title="Came back" value={delivery.answer} note={status && `status ${status}`} />
        )}
      </div>
      <p class="buttons">
        {purpose !== 'account' && delivery.subject > 0 && (
          <a class="button" href={`#/people/${delivery.subject}`}>
            Show this person
          </a>
        )}
        {!test && <RecordLink {...recordOf(delivery)} />}
      </p>
    </Row>
  )
}

/** Of a test key: nothing else comes of it. */
const TEST_LABELS: { [outcome in DeliveryView['outcome']]: string } = {
  ...OUTCOME_LABELS,
  planned: 'Test',
  refused: 'Test: cannot be sent',
}

const OF_A_TEST =
  'What a test key sent: nothing of it reaches Freshsales, and it is removed after a day. The numbers of records that it would have made are made up.'

/** What we say of Freshsales names it already; what it said itself does not. */
const said = (message: string) =>
  message.startsWith('Freshsales') ? message : `Freshsales: ${message}`

/** The record that a call was about: named in its path, in what was hung on it, or in the answer. */
function recordOf({ call, answer }: DeliveryView): { contactId?: number; leadId?: number } {
  const [, path, id] = /^\/(contacts|leads)\/(\d+)(?:[/?]|$)/.exec(call?.path ?? '') ?? []
  if (id !== undefined) return path === 'leads' ? { leadId: Number(id) } : { contactId: Number(id) }
  const sent = Object.values(Object(call?.body)).map(Object)
  const { targetable_type: type, targetable_id: target } = sent[0] ?? {}
  const { contact, lead } = Object(answer)
  const contactId = type === 'Contact' ? target : contact?.id
  const leadId = type === 'Lead' ? target : lead?.id
  return {
    ...(typeof contactId === 'number' && { contactId }),
    ...(typeof leadId === 'number' && { leadId }),
  }
}

/** What is not in the CRM as the site sent it. */
function Problems({ problems }: Pick<DeliveryView, 'problems'>) {
  return (
    <table>
      <caption>Not in the CRM as your site sent it</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Why</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {problems.map(({ field, reason, value }, index) => (
          <tr key={index}>
            <th scope="row">{field}</th>
            <td>{reason}</td>
            <td class="value">{textOf(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What a page of deliveries holds at most. */
const PAGE = 50

/** As many as the edge keeps. */
const KEPT = 2_000

interface Shown {
  deliveries: DeliveryView[]
  /** There are older ones than these. */
  hasOlder: boolean
}

const NONE: Shown = { deliveries: [], hasOlder: false }

/** Only what is new is asked for and put on top, so that what somebody reads stays where it is. */
export function useDeliveries({ outcome, text }: Pick<DeliveriesAsk, 'outcome' | 'text'>) {
  const { api, poll, order } = useDesk()
  const [shown, setShown] = useState(NONE)
  const known = useRef(NONE)
  const show = (next: Shown): void => {
    known.current = next
    setShown(next)
  }
  const ask = (between: DeliveriesAsk) =>
    api('deliveries', { ...between, ...(outcome && { outcome }), ...(text && { text }) })
  useEffect(() => {
    let isCurrent = true
    show(NONE)
    const remove = poll.add(async () => {
      const [newest] = known.current.deliveries
      const { deliveries: newer } = await ask(newest ? { after: newest.id } : {})
      if (!isCurrent) return
      const isGap = newer.length === PAGE
      const kept = isGap ? NONE : known.current
      const deliveries = [...newer, ...kept.deliveries].slice(0, KEPT)
      show({ deliveries, hasOlder: isGap || kept.hasOlder })
    })
    return () => {
      isCurrent = false
      remove()
    }
  }, [api, poll, outcome, text])
  const loadOlder = () =>
    order(async () => {
      const oldest = known.current.deliveries.at(-1)
      const { deliveries: older } = await ask(oldest ? { before: oldest.id } : {})
      const deliveries = [...known.current.deliveries, ...older]
      show({ deliveries, hasOlder: older.length === PAGE })
      return undefined
    })
  return { ...shown, loadOlder }
}
