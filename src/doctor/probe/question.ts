import type { Json } from '../../protocol/event.ts'
import type { Laboratory } from './laboratory.ts'

/** Something that no documentation says of an account. */
export interface Question {
  title: string
  /** The most calls it spends, deleting its records included. */
  calls: number
  ask(laboratory: Laboratory): Promise<Fact[]>
}

/** How the account behaves in one respect. */
export interface Fact {
  what: string
  found: Json
  /** How the simulator behaves, as it is set up at first. */
  simulator: Json
  /** The simulator's setting that takes what was found, and the values it takes; none listed is any. */
  setting?: readonly [path: string, ...values: Json[]]
}

/** The account lacks what the question is about. */
export class CannotAsk extends Error {
  override readonly name = 'CannotAsk'
}
