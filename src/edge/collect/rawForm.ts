// Pure: a form as the page had it in, the traits that it tells out.

import type { EventType, JsonObject } from '../../protocol/event.ts'
import type { FormField } from '../../protocol/form/field.ts'
import { handInId } from '../../protocol/form/handIn.ts'
import { whyNoSignUp } from '../../protocol/form/introducesSomebody.ts'
import { readFields } from '../../protocol/form/readFields.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'

/** What this looks at of an event of any type. */
interface Shaped {
  type: EventType
  userId?: string | undefined
  anonymousId?: string | undefined
  context?: JsonObject | undefined
  traits?: JsonObject | undefined
}

interface Read<Draft> {
  draft: Draft
  /** A visitor typed it: it came as the fields of a form. */
  isTyped: boolean
}

/** A form of more fields is a table. */
const MOST_FIELDS = 100
const LONGEST_TEXT = 300
const LONGEST_VALUE = 10_000

/**
 * A page that went before `forms.js` was there sends the fields as they were, and so does a server
 * that took a form, in `context.form.raw`. Reads them with the tables that the browser uses, and keeps
 * nothing else of them. Changes the draft, which was made for us.
 */
export function readRawForm<Draft extends Shaped>(draft: Draft): Result<Read<Draft>> {
  const form = draft.context?.['form']
  if (!isObject(form) || !Array.isArray(form['raw'])) return succeed({ draft, isTyped: false })
  const fields = form['raw'].slice(0, MOST_FIELDS).map(named).filter(isObject).map(fieldOf)
  delete form['raw']
  const id = form['id'] ?? handInId(fields)
  if (id !== undefined) form['id'] = id
  const { traits } = readFields(fields)
  const why = whyNoSignUp(traits, fields, { about: '' })
  if (why) return fail(`context.form.raw: is no sign-up (${why})`)
  if (draft.type === 'identify') draft.traits = { ...traits, ...draft.traits }
  // What a server tells may have but the address in it to say whom it is about.
  else if (!draft.userId && !draft.anonymousId && traits['email'])
    draft.context = { ...draft.context, traits: { email: traits['email'] } }
  return succeed({ draft, isTyped: true })
}

/** In this order the page lists what it knows of a field: a large form by names would have too many keys. */
const LISTED = ['type', 'name', 'autocomplete', 'label', 'value', 'checked']

const named = (sent: unknown): unknown =>
  Array.isArray(sent) ? Object.fromEntries(LISTED.map((name, at) => [name, sent[at]])) : sent

function fieldOf(sent: { [key: string]: unknown }): FormField {
  const text = (name: string, longest = LONGEST_TEXT): string => {
    const value = sent[name]
    return typeof value === 'string' ? value.slice(0, longest) : ''
  }
  return {
    type: text('type') || 'text',
    name: text('name'),
    autocomplete: text('autocomplete'),
    label: text('label'),
    value: text('value', LONGEST_VALUE),
    checked: sent['checked'] === true,
  }
}
