/** How a law treats somebody who has not decided: not at all, until they object, or as before. */
export type Model = 'opt-in' | 'opt-out' | 'none'

/** What a banner says of its visitor. */
export interface Answer {
  /** Which law's model it follows here. */
  model: Model
  /** The visitor has chosen; what else is allowed is so because the law does not ask for it. */
  isDecided: boolean
  analytics: boolean
  marketing: boolean
}

/**
 * One vendor's banner. All of it is read through the public interface that the vendor documents for
 * pages, and nothing is changed there.
 */
export interface Banner {
  /** As it is shown, and travels with the events. */
  name: string
  /** Events of the page after which it may say something else, with spaces between. */
  events: string
  /**
   * What it says now; nothing as long as it is not there. `hear` is for banners that answer later, or
   * tell of changes in a way of their own.
   */
  read(page: object, hear: () => void): Answer | undefined
}

export const answer = (
  model: Model,
  isDecided: unknown,
  analytics: unknown,
  marketing: unknown,
): Answer => ({ model, isDecided: !!isDecided, analytics: !!analytics, marketing: !!marketing })

/** It is there, and waits for the visitor, or for word from its own server. */
export const PENDING = answer('opt-in', false, false, false)

/** The law asks for nothing, and nothing is asked. */
export const NONE_NEEDED = answer('none', false, true, true)
