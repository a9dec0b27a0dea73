/** @import { Call, Value, View } from '../types.js' */
import { element } from '../element.js'
import { emptyPiece } from '../parts.js'
import { clockTime } from '../times.js'

/** @type {View} */
export const callsView = {
  name: 'calls',
  title: 'API calls',
  icon: 'calls',
  columns: [],
  count: ({ callCount }) => callCount,
  rows({ calls }, search) {
    const shown = calls
      .toReversed()
      .filter((call) => search === '' || JSON.stringify(call).toLowerCase().includes(search))
    if (shown.length === 0)
      return [emptyPiece(search ? 'No call has that in it.' : 'Nobody has called yet.')]
    return shown.map((call) => ({
      key: `call ${call.id}`,
      version: String(call.status),
      build: () => row(call),
    }))
  },
}

/** @param {Call} call */
function row(call) {
  const details = element(
    'details.call',
    {},
    element(
      'summary',
      {},
      element(
        `span.status.status-${statusKind(call.status)}`,
        {},
        call.status === null ? '…' : String(call.status),
      ),
      element('span.method', {}, call.method),
      element('span.path', { title: call.path }, pathOf(call)),
      call.fault ? element('span.badge.badge-bad', {}, call.fault) : null,
      element('span.subject', {}, aboutOf(call.body)),
      element('span.when', {}, clockTime(call.at), call.ms === null ? '' : ` · ${call.ms} ms`),
    ),
  )
  // Bodies are long: they are written out when someone opens the call.
  details.addEventListener('toggle', () => {
    if (details.childElementCount === 1)
      details.append(body('Request', call.body), body('Response', call.answer))
  })
  return element('li', {}, details)
}

/** @param {string} heading @param {Value} value */
function body(heading, value) {
  const text =
    value === null ? 'empty' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return element(
    'section.body',
    {},
    element('h3', {}, heading),
    element('pre', { tabindex: 0 }, text),
  )
}

/** Below the base, with the query. @param {Call} call */
function pathOf({ path, resource }) {
  return (
    path.slice(path.indexOf(resource)) +
    (path.startsWith('/crm/sales/track') || path.startsWith('/track') ? ' (tracking)' : '')
  )
}

/** Whom a call is about, for reading down the list. @param {Value} sent */
function aboutOf(sent) {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return ''
  const identifier = sent['unique_identifier'] ?? sent['identifier']
  if (typeof identifier === 'object' && identifier !== null)
    return Object.values(identifier).map(String).join(' ')
  if (identifier) return String(identifier)
  const record = Object.values(sent).find(
    (part) => typeof part === 'object' && part !== null && !Array.isArray(part),
  )
  const named = /** @type {{ [name: string]: Value }} */ (record ?? {})
  return String(named['title'] ?? named['name'] ?? named['description'] ?? '').split('\n')[0] ?? ''
}

/** @param {number | null} status */
function statusKind(status) {
  if (status === null) return 'open'
  return status < 300 ? 'good' : status < 500 ? 'warm' : 'bad'
}
