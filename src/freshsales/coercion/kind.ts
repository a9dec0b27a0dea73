import type { Json } from '../../protocol/event.ts'
import { toBoolean } from './boolean.ts'
import { toDay, toMoment } from './date.ts'
import { toAmount, toHeadcount, toNumber } from './number.ts'
import { toReference } from './reference.ts'
import { toSubscriptionStatus, toSubscriptionTypes } from './subscription.ts'
import { toAddress, toPhone, toTags, toText } from './text.ts'
import { toTimeZone } from './timeZone.ts'

/**
 * What a value is turned into; `undefined` means that it cannot be. `wants` completes "is not …",
 * `reads` and `refuses` are for the documentation.
 */
// biome-ignore format: a table reads best with one row a line
export const KINDS = {
  text: { coerce: toText, wants: 'a text', reads: 'texts, numbers, lists of these (joined by commas)', refuses: 'true, false, objects' },
  phone: { coerce: toPhone, wants: 'a phone number', reads: 'as a text; `{"number": …}`; digits of any script', refuses: 'true, false, other objects' },
  number: { coerce: toNumber, wants: 'a number; send digits, such as 1234.5', reads: '`5`, `"1,234.5"`, `"10k"`, `"50 %"`', refuses: '`"7x"`, `"5 USD"`, `"1.000"`' },
  headcount: { coerce: toHeadcount, wants: 'a number of people; send digits, such as 250', reads: '`250`, `"1.000"`, `"5k"`, `"10 000+"`; of a range the lower bound: `"11-50 employees"`', refuses: '`"12.5"`, `"<10"`, negatives' },
  amount: { coerce: toAmount, wants: 'an amount that can be read in one way; send a number, such as 1234.5', reads: '`1234.5`, `"$5M"`, `"10k"`, `"5 million"`, `"1.234,56 €"`, `"(250.00)"` (negative)', refuses: '`"1.000"` (one or a thousand?), `"$1M-$5M"`, `"$100/month"`' },
  moment: { coerce: toMoment, wants: 'a date that can be read in one way; use ISO 8601', reads: 'ISO 8601, `"1990/05/14"`, `"14.5.1990"`, `"May 14, 1990"`, `"14 juillet 1990"`, `"1990年5月14日"`; seconds and milliseconds since 1970, also negative, also as texts', refuses: '`"05/06/1990"` (May or June?), ages, years' },
  day: { coerce: toDay, wants: 'a date that can be read in one way; use YYYY-MM-DD', reads: 'as a moment; the day as it was written', refuses: 'as a moment' },
  boolean: { coerce: toBoolean, wants: 'true or false', reads: '`true`, `"on"`, `"yes"`, `"checked"`, `1` and their like in five languages', refuses: 'everything else' },
  address: { coerce: toAddress, wants: 'an address', reads: 'a text, or an object by its parts', refuses: 'true, false' },
  'time zone': { coerce: toTimeZone, wants: 'a time zone', reads: 'IANA names and Freshsales’ own', refuses: 'IANA zones that Freshsales does not have, numbers' },
  tags: { coerce: toTags, wants: 'a list of tags', reads: 'a list, or a text with commas', refuses: 'objects' },
  reference: { coerce: toReference, wants: 'an id or a name', reads: 'an id, or a name as the account’s list has it, whatever its case (`web-form` is `Web Form`, where no other is); of namesakes the one that belongs to where the record is', refuses: 'names that the list has not, or has twice' },
  'subscription status': { coerce: toSubscriptionStatus, wants: 'a subscription status', reads: 'Freshsales’ number or name, true, false', refuses: 'objects' },
  'subscription types': { coerce: toSubscriptionTypes, wants: 'a list of subscription types', reads: 'a list, or a text with commas', refuses: 'objects' },
  channel: { coerce: toText, wants: 'a text', reads: 'as a text; `none` is a medium', refuses: 'true, false, objects' },
  'as it is': { coerce: (value) => value, wants: 'a value', reads: 'anything', refuses: 'nothing' },
} as const satisfies {
  [kind: string]: { coerce: (value: Json) => Json | undefined; wants: string; reads: string; refuses: string }
}

export type Kind = keyof typeof KINDS
