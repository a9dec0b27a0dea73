// What is said of a channel. Types only, and only plain data: the console sees them.

export type ChannelName = 'webhook' | 'email'

/** How a channel fares; without personal data, like the title of a message. */
export interface ChannelState {
  toldAt?: number
  failing?: {
    since: number
    /** What the receiver said, as far as it may be shown. */
    answered: string
    /** The title of what it did not take. */
    what: string
    attempts: number
    nextAt: number
  }
}

export interface ChannelView extends ChannelState {
  channel: ChannelName
  /** Who is at its end. */
  receiver: string
  /** What the operator has to mend before anything can be sent. */
  fault?: string
  waiting: number
}

/** What came of a test. */
export interface ChannelTest {
  channel: ChannelName
  receiver: string
  /** Absent: it was taken. */
  problem?: string
}
