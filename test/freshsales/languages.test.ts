import { describe, expect, test } from 'vitest'
import { ACCOUNT_FIELDS } from '../../demo/freshsales/facts/accountFields.ts'
import { CONTACT_FIELDS } from '../../demo/freshsales/facts/contactFields.ts'
import { DEAL_FIELDS } from '../../demo/freshsales/facts/dealFields.ts'
import type { Field } from '../../demo/freshsales/facts/field.ts'
import { PHRASES } from '../../demo/freshsales/facts/phrases.ts'
import { inLanguage } from '../../demo/freshsales/rules/inLanguage.ts'
import {
  DEFAULT_SETTINGS,
  FIELD_SPELLINGS,
  LANGUAGES,
} from '../../demo/freshsales/settings/settings.ts'
import type { Call } from '../../src/freshsales/api/call.ts'
import { RefusedError } from '../../src/freshsales/api/errors.ts'
import { createDeal, upsertAccount, upsertContact } from '../../src/freshsales/api/request.ts'
import { TABLES } from '../../src/freshsales/mapping/tables.ts'
import { isForWant } from '../../src/freshsales/repair/compulsory.ts'
import { INDISPENSABLE } from '../../src/freshsales/repair/remedies.ts'
import { repair } from '../../src/freshsales/repair/repair.ts'
import type { JsonObject } from '../../src/protocol/event.ts'
import { firstOf } from '../shop/effort.ts'

/** The word for a state and for a status, in Spanish and Portuguese: the field is found by halves. */
const isAmbiguous = (message: string) => /\bEstado (?:ya|no|es|já|não|é) /.test(message)

/** What can be wrong with one field of many; what is compulsory and absent is another matter. */
const COMPLAINTS = PHRASES.filter(
  (phrase) => phrase.en.includes('{field}') && !LANGUAGES.some((each) => isForWant([phrase[each]])),
)

interface Kind {
  facts: readonly Field[]
  call(record: JsonObject): Call
}

const KINDS: { readonly [kind in 'contact' | 'account' | 'deal']: Kind } = {
  contact: {
    facts: CONTACT_FIELDS,
    call: (contact) => upsertContact({ email: 'ann@acme.example', contact }),
  },
  account: { facts: ACCOUNT_FIELDS, call: (account) => upsertAccount({ name: 'Acme', account }) },
  deal: { facts: DEAL_FIELDS, call: (deal) => createDeal({ name: 'Pro', ...deal }) },
}

describe.each(LANGUAGES)('a refusal in %s that names one of all fields', (language) => {
  const told = firstOf(2, FIELD_SPELLINGS).flatMap((by) =>
    Object.entries(KINDS).map(([of, kind]) => ({ by, of, kind })),
  )

  test.each(told)('of a $of by its $by costs that field alone', ({ by, of, kind }) => {
    const behaviour = { ...DEFAULT_SETTINGS.behaviour, fieldsInRefusals: by }
    const settings = { ...DEFAULT_SETTINGS, language, behaviour }
    const fields = TABLES[of as keyof typeof KINDS]
      .flatMap(({ field }) => kind.facts.find(({ name }) => name === field) ?? [])
      .filter(({ name }) => !INDISPENSABLE.has(name))
    const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
    const record = Object.fromEntries(
      fields.map(({ name }, at) => [name, `value ${at} `.repeat(6)]),
    )
    const call = kind.call(record)
    const wrong: string[] = []
    for (const { name, label } of fields)
      for (const { en } of COMPLAINTS) {
        const message = inLanguage(en.replace('{field}', label), settings)
        const refused = new RefusedError(call, { status: 400, messages: [message] })
        const lost = repair(call, refused, { labels })?.problems.map(({ field }) => field) ?? []
        if (isAmbiguous(message)) continue
        if (lost[0] !== name) wrong.push(`${name}: "${message}" costs ${lost.join() || 'nothing'}`)
      }
    expect(wrong).toEqual([])
  })
})
