// Pure: whether what an event asks for has been done for another one.

import type { Change } from '../../../freshsales/change.ts'
import { MAX_ID_CHARACTERS } from '../../../protocol/batch.ts'
import { isObject } from '../../../protocol/json.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import { recordEffect } from '../person/ledger.ts'
import type { PersonCore } from '../person/personCore.ts'

/**
 * A server may send what a page has sent under the same id, and both may tell of a form that was handed
 * in once. It is applied, since it may say more; what was caused already is not caused again.
 */
export function isFirst(
  person: PersonCore,
  change: Change,
  { event, receivedAt }: { event: AdmittedEvent; receivedAt: number },
): boolean {
  const effect = effectOf(change, event)
  const { provenance: by } = wordOf(event)
  const isShared = handInOf(event) !== undefined
  return effect === undefined || recordEffect(person.seen, { effect, by, isShared }, receivedAt)
}

/** What would be there twice. Fields, tags, companies and deals are known by their names. */
function effectOf(change: Change, event: AdmittedEvent): string | undefined {
  const what = event.type === 'track' ? event.event : event.type
  const cause = handInOf(event) ?? event.messageId
  switch (change.object) {
    case 'activity':
    case 'task':
      return `${change.object}\n${cause}${change.key.slice(event.messageId.length)}\n${what}`
    case 'page':
    case 'event':
      return `${change.object}\n${cause}\n${what}`
    case 'contact':
    case 'account':
    case 'deal':
    case 'tag':
      return undefined
  }
}

/** The occasion on which a form was handed in, which more than one sender may tell of. */
function handInOf({ context }: AdmittedEvent): string | undefined {
  const form = context?.['form']
  const id = isObject(form) ? form['id'] : undefined
  return typeof id === 'string' && id !== '' ? `form ${id.slice(0, MAX_ID_CHARACTERS)}` : undefined
}
