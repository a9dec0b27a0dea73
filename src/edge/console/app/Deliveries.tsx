import { useState } from 'preact/hooks'
import type { DeliveryView } from '../../outbox/operator/views.ts'
import { DeliveryRows, useDeliveries } from './DeliveryRows.tsx'
import { Export } from './Export.tsx'
import { OUTCOME_LABELS } from './format.ts'
import { SearchForm } from './People.tsx'
import { useDesk } from './useDesk.ts'

type Outcome = DeliveryView['outcome']

/** What is planned and not sent is a dry run’s, or a test key’s. */
const FILTER_LABELS = { ...OUTCOME_LABELS, planned: 'Dry run or test' }

const FILTERS = [undefined, ...(Object.keys(OUTCOME_LABELS) as Outcome[])]

/** The newest calls; new ones come in at the top while one looks. */
export function Deliveries() {
  const { isBusy } = useDesk()
  const [outcome, setOutcome] = useState<Outcome>()
  const [text, setText] = useState('')
  const { deliveries, hasOlder, loadOlder } = useDeliveries({ ...(outcome && { outcome }), text })
  return (
    <>
      <div class="card-head">
        <h1 tabIndex={-1}>Deliveries</h1>
        <Export what="deliveries" />
      </div>
      <p class="muted">
        The newest 2,000 calls to Freshsales: what was sent, what came back, and what Freshsales did
        not take. Calls of a test key stand among them; they are only planned.
      </p>
      <SearchForm label="Address, path or value" onSearch={setText} />
      <fieldset class="chips">
        <legend class="unseen">Outcome</legend>
        {FILTERS.map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            aria-pressed={each === outcome}
            onClick={() => setOutcome(each)}
          >
            {each === undefined ? 'All' : FILTER_LABELS[each]}
          </button>
        ))}
      </fieldset>
      {deliveries.length > 0 ? (
        <DeliveryRows deliveries={deliveries} isCard />
      ) : (
        <p class="card empty">{emptyText(outcome, text)}</p>
      )}
      {hasOlder && (
        <button type="button" disabled={isBusy} onClick={loadOlder}>
          Load older ones
        </button>
      )}
    </>
  )
}

function emptyText(outcome: Outcome | undefined, text: string): string {
  if (text !== '') return `None of the calls kept here has “${text}” in it.`
  return outcome === undefined
    ? 'Nothing has been sent to Freshsales yet. Calls show up here as soon as someone introduces themselves on your site.'
    : `None of the calls kept here came to this: ${FILTER_LABELS[outcome].toLowerCase()}.`
}
