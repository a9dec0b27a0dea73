import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Draft } from './validate.ts'

/** The name of the field that Turnstile's widget adds to a form. */
const FIELD = 'cf-turnstile-response'

/** Where a page or a form sends the token. */
export function turnstileTokenOf(draft: Draft): unknown {
  const given = draft.context?.['turnstileToken']
  return given ?? fieldsOf(draft).find((fields) => fields[FIELD] !== undefined)?.[FIELD]
}

/** It is spent, and no data. */
export function removeTurnstileToken(draft: Draft): void {
  if (draft.context && 'turnstileToken' in draft.context) delete draft.context['turnstileToken']
  for (const fields of fieldsOf(draft)) if (FIELD in fields) delete fields[FIELD]
}

function fieldsOf(draft: Draft): JsonObject[] {
  const places = [
    'traits' in draft ? draft.traits : undefined,
    'properties' in draft ? draft.properties : undefined,
    draft.context?.['traits'],
  ]
  return places.filter(isObject)
}
