import type { Json } from '../../protocol/event.ts'
import { toAddress } from './address.ts'
import { toBoolean } from './boolean.ts'
import { toDay, toMoment } from './date.ts'
import { toHeadcount } from './headcount.ts'
import { toAmount, toNumber } from './number.ts'
import { toReference } from './reference.ts'
import { toSubscriptionStatus, toSubscriptionTypes } from './subscription.ts'
import { toTags } from './tags.ts'
import { toText } from './text.ts'
import { toTimeZone } from './timeZone.ts'

/** What a value is turned into; `undefined` means that it cannot be. `wants` completes "is not …". */
export const KINDS = {
  text: { coerce: toText, wants: 'a text' },
  number: { coerce: toNumber, wants: 'a number' },
  headcount: { coerce: toHeadcount, wants: 'a number of people' },
  amount: { coerce: toAmount, wants: 'an amount' },
  moment: { coerce: toMoment, wants: 'a date; use ISO 8601' },
  day: { coerce: toDay, wants: 'a date; use YYYY-MM-DD' },
  boolean: { coerce: toBoolean, wants: 'true or false' },
  address: { coerce: toAddress, wants: 'an address' },
  'time zone': { coerce: toTimeZone, wants: 'a time zone' },
  tags: { coerce: toTags, wants: 'a list of tags' },
  reference: { coerce: toReference, wants: 'an id or a name' },
  'subscription status': { coerce: toSubscriptionStatus, wants: 'a subscription status' },
  'subscription types': { coerce: toSubscriptionTypes, wants: 'a list of subscription types' },
  'as it is': { coerce: (value) => value, wants: 'a value' },
} as const satisfies {
  [kind: string]: { coerce: (value: Json) => Json | undefined; wants: string }
}

export type Kind = keyof typeof KINDS
