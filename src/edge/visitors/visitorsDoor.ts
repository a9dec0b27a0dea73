// What crosses between the Worker, the outbox and strangers' objects. Types only, and only plain data.

/** What strangers did, of one request. */
export interface VisitsRequest {
  source: string
  visits: readonly { anonymousId: string; event: string }[]
  /** Epoch milliseconds: since when it stands in line before the object. */
  askedAt?: number
}

/** Whatever is neither forwarded nor turned away is on disk. */
export interface VisitsAnswer {
  /** Places of those whose person the outbox knows by now: to be stored there. */
  forward: number[]
  /** Why all others are turned away. */
  shed?: string
}

/** What one stranger did, as far as it is kept. */
export interface History {
  anonymousId: string
  /** The number of the last event; what is acknowledged by it is deleted. */
  upTo: number
  visits: { number: number; source: string; event: string }[]
}

/** The outbox has these on disk. */
export interface Acknowledgement {
  anonymousId: string
  upTo: number
}

/** What a strangers' object tells and asks. */
export interface LeaseAsk {
  /** Rows that it wants to write. */
  rows: number
  /** Events that it turned away since it last told. */
  shed: number
}

/** A stranger as the outbox may know them. */
export interface Offer {
  anonymousId: string
  /** Whom their events name, by identity key. */
  about: readonly string[]
}

/** The calls that are made on an object of strangers. Events are JSON. */
export interface VisitorsDoor {
  append(request: VisitsRequest): Promise<VisitsAnswer>
  /** Hands out what is kept, and forwards what comes from now on. May be repeated. */
  pull(anonymousIds: readonly string[]): Promise<History[]>
  acknowledge(acknowledged: readonly Acknowledgement[]): Promise<void>
  /** Erases all that is kept under these ids. */
  erase(anonymousIds: readonly string[]): Promise<number>
}
