import type { FormView } from '../../outbox/operator/formView.ts'
import { formatAgo, formatMoment, formatNumber, plural } from './format.ts'
import { Spark } from './Spark.tsx'
import { useDesk } from './useDesk.ts'
import { useOrders } from './useOrders.ts'

const WEEK = 7

/** One form: what it sent, what came of it, and what is wrong with it. */
export function FormRow({ form, now }: { form: FormView; now: number }) {
  const { name, source, page, days, troubles } = form
  const isPath = name.startsWith('/')
  return (
    <li class="form">
      <div class="form-head">
        <h2 class="who">{name === '' ? 'Without a form' : name}</h2>
        <p class="muted small">
          {source}
          {page !== undefined && !isPath && ` · ${page}`}
          {name === '' && ' · told by a server or by code'}
        </p>
        <LastLead form={form} now={now} />
      </div>
      <Numbers days={days.slice(-WEEK)} />
      <Spark label={describe(days)} values={days.map(partsOf)} />
      {troubles.length > 0 && <Troubles form={form} />}
    </li>
  )
}

type Day = FormView['days'][number]

/** What is neither delivered nor refused waits or is held back. */
const partsOf = ({ sent, delivered, refused }: Day) => ({
  delivered,
  refused,
  rest: Math.max(0, sent - delivered - refused),
})

const sum = (days: readonly Day[], kind: keyof Day) =>
  days.reduce((total, day) => total + day[kind], 0)

function describe(days: readonly Day[]): string {
  const quiet = days.length - (days.findLastIndex(({ sent }) => sent > 0) + 1)
  const last = quiet === 0 ? 'the last today' : `none for ${plural(quiet, 'day')}`
  return `${plural(sum(days, 'sent'), 'sign-up')} in ${days.length} days, ${last}`
}

const KINDS = [
  { kind: 'sent', label: 'Sent' },
  { kind: 'delivered', label: 'Delivered' },
  { kind: 'refused', label: 'Refused' },
] as const

function Numbers({ days }: { days: readonly Day[] }) {
  return (
    <dl class="numbers">
      {KINDS.map(({ kind, label }) => {
        const count = sum(days, kind)
        return (
          <div key={kind} class={kind === 'refused' && count > 0 ? 'is-bad' : ''}>
            <dt>{label}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        )
      })}
    </dl>
  )
}

function LastLead({ form: { last }, now }: { form: FormView; now: number }) {
  if (!last) return <p class="muted small">No lead yet that was not held back.</p>
  const ago = <time dateTime={new Date(last.at).toISOString()}>{formatAgo(last.at, now)}</time>
  return (
    <p class="small" title={formatMoment(last.at)}>
      {last.person === undefined ? 'Last lead ' : <a href={`#/people/${last.person}`}>Last lead</a>}{' '}
      {ago}
    </p>
  )
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })

const LABELS: { readonly [is in FormView['troubles'][number]['is']]: (since: string) => string } = {
  stopped: (since) => `Silent since ${since}`,
  onlyJunk: (since) => `Only junk since ${since}`,
  onlyRefused: (since) => `All refused since ${since}`,
  doubled: () => 'Everything twice',
}

function Troubles({ form: { id, name, source, troubles } }: { form: FormView }) {
  const { isBusy } = useDesk()
  const { removeForm } = useOrders()
  const isSilent = troubles.some(({ is }) => is === 'stopped')
  return (
    <div class="form-troubles">
      {troubles.map(({ is, since, told }) => (
        <p key={is} class="small">
          <span class={is === 'onlyRefused' ? 'item flag is-bad' : 'item flag'}>
            {LABELS[is](day.format(since))}
          </span>{' '}
          {told}
        </p>
      ))}
      {isSilent && (
        <button
          type="button"
          disabled={isBusy}
          onClick={() => removeForm(id, name === '' ? source : name)}
        >
          It is gone on purpose
        </button>
      )}
    </div>
  )
}
