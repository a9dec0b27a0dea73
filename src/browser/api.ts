import type { Consent, Event, JsonObject } from '../protocol/event.ts'
import type {
  EventName,
  GroupTraits,
  PersonTraits,
  Plan,
  TrackArguments,
  User,
  Values,
} from './plan.ts'
import type { Outcome } from './record/outcome.ts'

/** What a single call may say beside its own content; the third argument of the Segment spec. */
export interface CallOptions {
  /** When it happened. Default: now. */
  timestamp?: Date | string
  /** Merged over the context the library collects, one level deep. */
  context?: Values
  /** `{ Freshsales: false }` keeps this event out of the CRM. */
  integrations?: JsonObject
  /** Stands in for the browser's own id, for this event only. */
  anonymousId?: string
}

export type Callback = (outcome: Outcome) => void

type Rest = [options?: CallOptions, callback?: Callback]

/**
 * Sees each event before it is kept. Return a changed event, nothing to leave it as it is (or as
 * you mutated it), or `null` to drop it; a promise changes nothing. If it throws, the event is
 * dropped: a middleware that redacts must never let an event slip by.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing is one
export type Middleware = (event: Event) => Event | null | undefined | void

export interface FormOptions {
  /** Name of the `track` event. Default: the form's `data-event`, else `Form Submitted`. */
  event?: string
  /** Field name → trait, for fields the library cannot know. A `data-trait` attribute wins. */
  fields?: Record<string, string>
  /** Traits that each sign-up of this form carries. Default: none. */
  traits?: Values
}

export type OutcomeName = Outcome['status']

/**
 * The calls of the Segment specification and a few more. Nothing here throws, and each promise
 * settles with what became of the call, also when a content blocker eats the request.
 */
export interface Analytics<P extends Plan = Plan> {
  /** Who the person is: their id (optional) and their traits. */
  identify(userId: string | null, traits?: PersonTraits<P>, ...rest: Rest): Promise<Outcome>
  identify(traits: PersonTraits<P>, ...rest: Rest): Promise<Outcome>
  identify(userId: string, callback: Callback): Promise<Outcome>

  /** Which company the person belongs to. */
  group(groupId: string | null, traits?: GroupTraits<P>, ...rest: Rest): Promise<Outcome>
  group(traits: GroupTraits<P>, ...rest: Rest): Promise<Outcome>

  /** What the person did. */
  track<Name extends EventName<P>>(
    event: Name,
    ...rest: TrackArguments<P, Name, Rest>
  ): Promise<Outcome>

  /** Which page the person sees. One text is the name, two are category and name. */
  page(): Promise<Outcome>
  page(properties: object, ...rest: Rest): Promise<Outcome>
  page(name: string, properties?: object, ...rest: Rest): Promise<Outcome>
  page(category: string, name: string, properties?: object, ...rest: Rest): Promise<Outcome>

  /** The same for a screen of an app. */
  screen(name: string, properties?: object, ...rest: Rest): Promise<Outcome>
  screen(category: string, name: string, properties?: object, ...rest: Rest): Promise<Outcome>

  /** Says that `userId` is the person formerly known as `previousId`. Default: the browser's id. */
  alias(userId: string, previousId?: string, ...rest: Rest): Promise<Outcome>

  /**
   * Sends what waits, now, unless it is kept until the visitor is known. Settles `delivered` when
   * nothing is left, else `queued`.
   */
  flush(): Promise<{ status: 'delivered' | 'queued'; reason?: string }>

  /**
   * Forgets the person (ids, traits, group, attribution, and what was kept of a stranger) and starts a
   * new anonymous one; consent and events on their way stay.
   */
  reset(): void

  /** The person as remembered here. */
  user(): User

  /** Replaces the browser's own id, for example by one the server knows. */
  setAnonymousId(id: string): void

  /**
   * `true` allows everything and sends what waited, with its original times; `false` forgets
   * everything on this device. `{ analytics, marketing }` decides by purpose: `analytics` covers
   * `track`, `page` and `screen`; `marketing` covers `identify`, `group` and `alias`, that is, the
   * record in the CRM. A purpose left out is refused.
   */
  consent(granted: boolean | Consent): void

  /** Reports sign-ups of one form, or of all forms a selector matches now or later. Returns its undo. */
  captureForm(form: HTMLFormElement | string, options?: FormOptions): () => void

  /** Tracks clicks on links (or anything else). Never holds the click up. Returns its undo. */
  trackLink(
    links: string | Element | Element[],
    event: string | ((link: Element) => string),
    properties?: object | ((link: Element) => object),
  ): () => void

  /** Hears outcomes (`delivered`, `queued`, `dropped`). Returns its undo. */
  on<Name extends OutcomeName>(
    name: Name,
    listener: (outcome: Extract<Outcome, { status: Name }>) => void,
  ): () => void
  /** Hears events as they are recorded, by type. Returns its undo. */
  on<Type extends Event['type']>(
    name: Type,
    listener: (event: Extract<Event, { type: Type }>) => void,
  ): () => void

  /** Adds a middleware. Returns its undo. */
  use(middleware: Middleware): () => void

  /** Runs as soon as the library does; with the stub, after the calls made before. */
  ready(listener?: () => void): Promise<void>

  /** Prints every event and its outcome to the console. */
  debug(on?: boolean): void
}
