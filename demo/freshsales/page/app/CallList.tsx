import { useState } from 'preact/hooks'
import { ClockTime } from './times.tsx'
import type { Call, Value } from './types.ts'

interface CallListProps {
  calls: readonly Call[]
  /** In lower case; empty shows everything. */
  search: string
}

/** Who called the API for what, the newest first. */
export function CallList({ calls, search }: CallListProps) {
  const shown = calls
    .filter((call) => search === '' || JSON.stringify(call).toLowerCase().includes(search))
    .toReversed()
  return (
    <ol class="list list-calls" id="list" tabIndex={-1}>
      {shown.map((call) => (
        <CallRow key={call.id} call={call} />
      ))}
      {shown.length === 0 && (
        <li class="empty">
          <p>{search ? 'No call has that in it.' : 'Nobody has called yet.'}</p>
        </li>
      )}
    </ol>
  )
}

/** Bodies are long: they are written out when someone opens the call. */
function CallRow({ call }: { call: Call }) {
  const [isOpened, setOpened] = useState(false)
  return (
    <li>
      <details class="call" onToggle={() => setOpened(true)}>
        <summary>
          <span class={`status status-${statusKind(call.status)}`}>{call.status ?? '…'}</span>
          <span class="method">{call.method}</span>
          <span class="path" title={call.path}>
            {pathOf(call)}
          </span>
          {call.fault && <span class="badge badge-bad">{call.fault}</span>}
          <span class="subject">{aboutOf(call.body)}</span>
          <span class="when">
            <ClockTime at={call.at} />
            {call.ms === null ? '' : ` · ${call.ms} ms`}
          </span>
        </summary>
        {isOpened && <Body heading="Request" value={call.body} />}
        {isOpened && <Body heading="Response" value={call.answer} />}
      </details>
    </li>
  )
}

function Body({ heading, value }: { heading: string; value: Value }) {
  const text =
    value === null ? 'empty' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <section class="body" aria-label={heading}>
      <h2>{heading}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  )
}

/** Below the base, with the query. */
function pathOf({ path, resource }: Call): string {
  const isTracking = path.startsWith('/crm/sales/track') || path.startsWith('/track')
  return path.slice(path.indexOf(resource)) + (isTracking ? ' (tracking)' : '')
}

/** Whom a call is about, for reading down the list. */
function aboutOf(sent: Value): string {
  if (!isMap(sent)) return ''
  const identifier = sent['unique_identifier'] ?? sent['identifier']
  if (isMap(identifier)) return Object.values(identifier).map(String).join(' ')
  if (identifier) return String(identifier)
  const named = Object.values(sent).find(isMap) ?? {}
  return String(named['title'] ?? named['name'] ?? named['description'] ?? '').split('\n')[0] ?? ''
}

const isMap = (value: Value | undefined): value is { [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function statusKind(status: number | null): string {
  if (status === null) return 'open'
  return status < 300 ? 'good' : status < 500 ? 'warm' : 'bad'
}
