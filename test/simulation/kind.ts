import type { Luck } from './luck.ts'

/** Somebody in a story, and by which key their events come. */
export interface Who {
  number: number
  email: string
  writeKey: 'server' | 'page'
  /** Which of their ids an event carries. */
  ids(luck: Luck): { userId?: string; anonymousId?: string }
  /** Both of them. */
  allIds: { userId?: string; anonymousId: string }
}

/** Something somebody does: what the browser posts, and what is to stand in the CRM of it in the end. */
export interface Deed {
  kind: string
  who: number
  /** Without `messageId` and `timestamp`. */
  event: { type: string; [field: string]: unknown }
  claims: readonly Claim[]
  /** A form that the browser itself submits, or what the next page says of it, by its name in the story. */
  form?: { name: string; says?: 'confirms' | 'withdraws' }
}

/** What one event leaves in the CRM, in words that do not depend on how it got there. */
export type Claim =
  /** The contact is there. */
  | { is: 'contact' }
  /** A field has this value, if nothing newer was said. */
  | { is: 'field'; name: string; value: string }
  /** A line of the timeline. */
  | { is: 'told' }
  /** Listed by a name of its own, once: a tag, a company, an activity, a task. */
  | {
      is: 'tags' | 'companies' | 'activities' | 'tasks'
      name: string
      /** It need not be there, and is there once at most. */
      mayBe?: true
    }
  /** A deal, once by its name, with this amount if nothing newer was said. */
  | { is: 'deal'; name: string; amount: number }

/**
 * One kind of thing that happens in stories: what is posted, and what it leaves in the CRM. To add one,
 * add a file of this shape to `kinds/` and name it in `kinds.ts`: the stories, the crash points and the
 * checker take it from there. What the operator, Freshsales or the platform do is a line in `acts.ts`,
 * another way to set up an account one in `accounts.ts`; another Durable Object is built in `world.ts`,
 * on a `createDisk` of its own with the same `points`, so that each of its writes is a crash point.
 */
export interface Kind {
  name: string
  /** How often it happens, next to the others. */
  weight: number
  /** Whether a page may say it as well as a server. */
  fromPage: boolean
  /** One deed or several; `index` makes names that occur once in a story. */
  write(luck: Luck, who: Who, index: number): Deed[]
}
