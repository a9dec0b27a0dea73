import type { Answer } from '../call.ts'

/** The id of the record that an answer holds under the first of these names that it has. */
export function readId(answer: Answer | undefined, ...wrappers: string[]): number | undefined {
  for (const wrapper of wrappers) {
    const record = answer?.body[wrapper] as { id?: unknown } | null | undefined
    if (typeof record?.id === 'number') return record.id
  }
  return undefined
}
