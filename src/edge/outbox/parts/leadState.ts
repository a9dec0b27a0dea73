import type { Fields } from '../../../freshsales/change.ts'
import type { PersonCore } from '../person/personCore.ts'
import type { StampedRecord, Values } from '../person/stamped.ts'
import type { CompaniesState } from './companies.ts'
import type { DealsState } from './dealsState.ts'
import type { BlankHolder } from './divideWaiting.ts'
import type { VisitsState } from './visits.ts'

export interface LeadState {
  /** Whether the lead is there already has been looked up. */
  looked?: boolean
  /** How often Freshsales said that there is a lead of this address, which lookups do not show yet. */
  taken?: number
}

/** A lead has no values of its own: it carries the contact's, and the first company and deal inside. */
export type LeadPerson = PersonCore &
  LeadState &
  StampedRecord &
  BlankHolder &
  CompaniesState &
  DealsState &
  VisitsState

export type LeadPurpose =
  | {
      kind: 'lead'
      values: Values
      /** What a page asked for and is not set in a lead that was there. */
      asked?: Fields
      accounts: string[]
      deals: string[]
    }
  | {
      kind: 'findLead'
    }

export const DOUBT_KEY = 'lead'
