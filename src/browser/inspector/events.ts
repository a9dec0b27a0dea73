import type { BatchResult, PlannedEvent } from '../../protocol/batch.ts'
import { EVENT_TYPES, type Event } from '../../protocol/event.ts'
import type { Analytics } from '../api.ts'
import type { Outcome } from '../record/outcome.ts'
import type { Section, Tone } from './panel.ts'

const TONES: Record<Outcome['status'], Tone> = {
  delivered: 'good',
  queued: 'waiting',
  dropped: 'bad',
}

const nameOf = (event: Event): string =>
  event.type === 'track' ? `track ${event.event}` : event.type

const contentOf = (event: Event): unknown =>
  'traits' in event ? event.traits : 'properties' in event ? event.properties : undefined

/** Lists events as they are recorded, each with what has become of it and why. */
export function watchEvents(section: Section, analytics: Analytics): void {
  const lines = new Map<string, HTMLElement>()
  const hint = section.line('From here on; what happens on the page appears below.')

  for (const type of EVENT_TYPES) {
    analytics.on(type, (event) => {
      hint.remove()
      lines.set(event.messageId, section.line(`… ${nameOf(event)}`, '', contentOf(event)))
    })
  }
  for (const status of ['delivered', 'queued', 'dropped'] as const) {
    analytics.on(status, (outcome) => {
      const { event } = outcome
      const why = 'reason' in outcome && outcome.reason ? `: ${outcome.reason}` : ''
      const text = `${status} ${event ? nameOf(event) : 'a call'}${status === 'delivered' ? '' : why}`
      const line = (event && lines.get(event.messageId)) ?? section.line('')
      line.textContent = text
      line.className = TONES[status]
    })
  }
  // `answer` is no event of the public interface.
  const listen = analytics.on as unknown as (
    name: string,
    hear: (said: BatchResult) => void,
  ) => void
  listen('answer', ({ test }) => {
    for (const planned of test?.planned ?? []) showPlanned(section, planned)
    if (test?.more) section.line(`… and ${test.more} more events`)
  })
}

/** What a test key's event would write, and what of it not. */
function showPlanned(section: Section, { writes, problems }: PlannedEvent): void {
  for (const { record, fields } of writes)
    section.line(
      `test, would write: ${record}`,
      'waiting',
      Object.keys(fields)[0] ? fields : undefined,
    )
  for (const { field, reason } of problems)
    section.line(`test, would not: ${field} ${reason}`, 'bad')
}
