// Pure but for the event it is given, which it changes in place.

import type { Event } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'

/** Which traits a caller may set whom nobody vouches for. */
export interface FieldRule {
  /** `*`: everything that is not protected. */
  everything: boolean
  /** `**`: really everything. For a trial, or a site that only its own people can open. */
  protectedToo: boolean
  /** Lower-case letters and digits only, so that every spelling is the same name. */
  names: ReadonlySet<string>
}

/**
 * What decides about a lead, its money or its links: words of the name, in any spelling
 * (`owner_id`, `ownerId`, `Owner ID`).
 */
const PROTECTED_FIELDS = [
  'id',
  'external id',
  'owner',
  'owner id',
  'owner name',
  'owner email',
  'sales owner',
  'creater id',
  'creator id',
  'updater id',
  'lifecycle stage',
  'lifecycle stage id',
  'lifecycle stage name',
  'status',
  'status id',
  'contact status',
  'contact status id',
  'lead stage',
  'lead stage id',
  'territory',
  'territory id',
  'sales account',
  'sales account id',
  'sales accounts',
  'parent sales account id',
  'custom field',
  'custom fields',
]

/** Protected inside a deal, besides. */
const PROTECTED_DEAL_FIELDS = [
  'amount',
  'base currency amount',
  'expected deal value',
  'value',
  'probability',
  'stage',
  'stage id',
  'deal stage',
  'deal stage id',
  'pipeline',
  'deal pipeline id',
]

/** What RudderStack's built-in events read from their properties. */
const PROTECTED_PROPERTIES = [
  'owner id',
  'creater id',
  'lifecycle stage id',
  'lifecycle stage name',
  'targetable id',
  'targetable type',
]

/** Traits that hold another record, and what is protected there. */
const RECORDS: { readonly [name: string]: RegExp } = {
  company: namePattern(PROTECTED_FIELDS),
  account: namePattern(PROTECTED_FIELDS),
  deal: namePattern([...PROTECTED_FIELDS, ...PROTECTED_DEAL_FIELDS]),
}
const CONTACT = namePattern(PROTECTED_FIELDS)
const PROPERTIES = namePattern(PROTECTED_PROPERTIES)

export function fieldRule(names: string[]): FieldRule {
  return {
    everything: names.includes('*'),
    protectedToo: names.includes('**'),
    names: new Set(names.map(bareName).filter((name) => name !== '')),
  }
}

/** Takes out what an unsigned caller may not set, and tells the names. */
export function withhold(event: Event, rule: FieldRule): string[] {
  const withheld: string[] = []
  if (rule.protectedToo) return withheld
  const { context } = event
  if ('traits' in event) withholdTraits(event.traits, rule, withheld)
  if (context) withholdTraits(context.traits, rule, withheld)
  if ('properties' in event) {
    takeOut(event.properties, (name) => !PROPERTIES.test(name) || isListed(name, rule), withheld)
  }
  // The id of the record that RudderStack's activities are attached to.
  takeOut(context, (name) => name !== 'externalId', withheld)
  return withheld
}

function withholdTraits(traits: unknown, rule: FieldRule, withheld: string[]): void {
  if (!isObject(traits)) return
  takeOut(traits, (name) => isAllowed(name, rule), withheld)
  for (const name of Object.keys(traits)) {
    const pattern = isObject(traits[name]) ? patternOf(name) : undefined
    if (!pattern) continue
    const isAllowedThere = (field: string) =>
      !pattern.test(field) || isListed(`${name}.${field}`, rule)
    takeOut(traits[name], isAllowedThere, withheld)
  }
}

function patternOf(record: string): RegExp | undefined {
  const name = record.toLowerCase()
  return Object.hasOwn(RECORDS, name) ? RECORDS[name] : undefined
}

/** A literal `deal.amount` is as good as `{deal: {amount}}`. */
function isAllowed(name: string, rule: FieldRule): boolean {
  if (isListed(name, rule)) return true
  if (!rule.everything) return false
  const [record = '', field] = name.split('.', 2)
  const pattern = field === undefined ? undefined : patternOf(record)
  return !(pattern?.test(field ?? '') ?? CONTACT.test(name))
}

function isListed(name: string, { names }: FieldRule): boolean {
  return names.size > 0 && names.has(bareName(name))
}

function takeOut(
  object: unknown,
  isAllowedHere: (name: string) => boolean,
  withheld: string[],
): void {
  if (!isObject(object)) return
  for (const name of Object.keys(object)) {
    if (isAllowedHere(name)) continue
    delete object[name]
    withheld.push(name)
  }
}

/** One test for a whole list: the words of each name, with or without something between them. */
function namePattern(names: string[]): RegExp {
  const anySpelling = names.map((name) => name.replaceAll(' ', '[^a-z0-9]*'))
  return new RegExp(`^[^a-z0-9]*(?:${anySpelling.join('|')})[^a-z0-9]*$`, 'i')
}

function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
