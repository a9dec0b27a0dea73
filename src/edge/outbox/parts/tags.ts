import { type ByName, byName } from '../person/byName.ts'
import { PRIORITY } from '../person/priority.ts'
import type { Part } from './part.ts'

export interface TagsState {
  /** Tags the person got here, and whether they are in the CRM. */
  tags: ByName<boolean>
}

/** Tags are an array of the contact, so the contact's own call carries them. */
export const tags = {
  name: 'tags',
  after: ['contact'],
  owns: { tags: true },
  removes: {},
  empty: () => ({ tags: byName() }),

  fold: {
    tag(person, { tag }) {
      person.tags[tag] ??= false
    },
  },

  merge(into, from) {
    for (const [tag, isDelivered] of Object.entries(from.tags)) into.tags[tag] ||= isDelivered
  },

  due: (person) =>
    waitingTags(person).length > 0 ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined,
  calls: {},
  forgetRecord: (person) => markTags(person, Object.keys(person.tags), false),
  describe: (person) => ({ tags: waitingTags(person) }),
} satisfies Part<TagsState>

export const waitingTags = ({ tags }: TagsState): string[] =>
  Object.keys(tags).filter((tag) => !tags[tag])

/** Whether tags are in the CRM; those the person does not have stay out. */
export function markTags(person: TagsState, names: readonly string[], isDelivered: boolean): void {
  for (const tag of names) if (tag in person.tags) person.tags[tag] = isDelivered
}
