import type { CrmRecord, Fact } from './types.ts'
import { labelOf, textOf } from './words.ts'

// Where somebody came from, as a salesperson reads it. Pure.

/** Each says source, medium and campaign of one visit. */
const TOUCHES = ['first', 'last', 'latest'] as const

/** "google / cpc": the source and how it brought them. */
const from = (record: CrmRecord, touch: string) =>
  [record[`${touch}_source`], record[`${touch}_medium`]].map(textOf).filter(Boolean).join(' / ')

/** For the list: the source, and the campaign if there was one. */
export function originOf(record: CrmRecord): string {
  const parts = [
    record['source'],
    from(record, 'first') || from(record, 'latest'),
    record['campaign'] ?? record['first_campaign'] ?? record['latest_campaign'],
  ]
  return [...new Set(parts.map(textOf).filter(Boolean))].join(' · ')
}

/** For the detail: first, last and latest visit, those that say the same in one line. */
export function touchesOf(record: CrmRecord): Fact[] {
  const told = new Map<string, string[]>()
  for (const touch of TOUCHES) {
    const campaign = textOf(record[`${touch}_campaign`])
    const text = [from(record, touch), campaign].filter(Boolean).join(' · ')
    if (text !== '') told.set(text, [...(told.get(text) ?? []), touch])
  }
  return [
    ...['source', 'campaign', 'medium', 'keyword'].map(
      (name): Fact => [labelOf(name), record[name]],
    ),
    ...[...told].map(([text, touches]): Fact => [labelOf(touches.join(', ')), text]),
  ]
}
