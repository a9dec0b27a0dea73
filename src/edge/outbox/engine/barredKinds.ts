import type { Call } from '../../../freshsales/api/call.ts'
import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { readState, writeState } from '../store/state.ts'

/** A kind of call that Freshsales does not let this user make, or does not know. */
export interface Barred {
  /** 403, 402, or 404 and its like where the whole address seems wrong. */
  status: number
  since: number
  /** When it was refused last. */
  at: number
  /** No call of this kind before. */
  until?: number
  /** Freshsales' words; may hold personal data. */
  words: string
  /** Whom it refused since a call of this kind went well. */
  subjects: number[]
}

export type BarredKinds = { [kind: string]: Barred }

/** So many different people or companies in a row are not at fault themselves. */
const BARRED_AFTER = 3

/** Then one call in this time asks whether the right is there; sooner where people come into the CRM by it. */
const BARRED_MS = 5 * MINUTE_MS
const BARRED_PEOPLE_MS = MINUTE_MS

export const barredFor = (kind: string) => (makesPeople(kind) ? BARRED_PEOPLE_MS : BARRED_MS)

/** What was not refused for so long is no longer asked for: nothing of the kind waits. */
const TOLD_MS = 2 * HOUR_MS

export function readBarredKinds(sql: SqlStorage, now: number): BarredKinds {
  const kinds = readAll(sql)
  return Object.fromEntries(Object.entries(kinds).filter(([, { at }]) => at > now - TOLD_MS))
}

/** Whether no call of this kind went well since it was refused, however long ago. */
export const wasBarred = (sql: SqlStorage, kind: string) => readAll(sql)[kind] !== undefined

const readAll = (sql: SqlStorage) => readState<BarredKinds>(sql, 'barredKinds', {})

export const barredUntil = (kinds: BarredKinds, kind: string, now: number): number | undefined => {
  const until = kinds[kind]?.until
  return until !== undefined && until > now ? until : undefined
}

/**
 * Freshsales refused a call for its kind, or so it seems. The kind is barred once several subjects in
 * a row were refused; answers whether it is. A subject that is refused alone, while others pass, is
 * at fault itself: see `openKind`.
 */
export function barKind(
  sql: SqlStorage,
  {
    kind,
    subject,
    now,
    ...refusal
  }: Pick<Barred, 'status' | 'words'> & {
    kind: string
    subject: number
    now: number
  },
): boolean {
  const kinds = readAll(sql)
  const known = kinds[kind]
  const others = known?.subjects.filter((each) => each !== subject) ?? []
  const subjects = [...others, subject].slice(-BARRED_AFTER)
  const isBarred = subjects.length >= BARRED_AFTER
  kinds[kind] = {
    ...refusal,
    since: known?.since ?? now,
    at: now,
    subjects,
    ...(isBarred && { until: now + barredFor(kind) }),
  }
  writeState(sql, 'barredKinds', kinds)
  return isBarred
}

/** A call of this kind went well. Answers what was said of it before. */
export function openKind(sql: SqlStorage, kind: string): Barred | undefined {
  const { [kind]: known, ...others } = readAll(sql)
  if (known) writeState(sql, 'barredKinds', others)
  return known
}

/** Calls that one right of the role covers: `POST /deals` is every deal that is made. */
export function callKindName({ method, path, base }: Call): string {
  if (base === 'track') return `${method} ${TRACKING}`
  const [collection = '', id, list] = path.split('?', 1)[0]?.split('/').filter(Boolean) ?? []
  const isOfRecord = id !== undefined && /^\d+$/.test(id)
  return `${method} /${isOfRecord && list ? list : collection}`
}

/** What the user may not do, as one says it: `create deals`. */
export function rightFor(kind: string): string {
  const [method = '', collection = ''] = kind.split(' ', 2)
  const noun =
    NOUNS[collection.replace('/', '')] ?? collection.replace('/', '').replaceAll('_', ' ')
  return `${VERBS[method] ?? method} ${noun}`
}

/** Whether people come into the CRM by this kind of call. */
export const makesPeople = (kind: string) => kind === 'POST /contacts' || kind === 'POST /leads'

const TRACKING = 'tracking'

const VERBS: { readonly [method: string]: string } = {
  POST: 'create',
  PUT: 'update',
  GET: 'read',
  DELETE: 'delete',
}

const NOUNS: { readonly [collection: string]: string } = {
  sales_accounts: 'accounts',
  sales_activities: 'activities',
  lookup: 'what a search finds',
  [TRACKING]: 'page views and events of the tracking API',
}

const PAYMENT_REQUIRED = 402
const FORBIDDEN = 403

/** What Freshsales does not let this user do, with its own words; undefined: nothing is missing. */
export function tellMissingRights(kinds: BarredKinds): string | undefined {
  const rights = Object.entries(kinds).filter(([, { status }]) => status === FORBIDDEN)
  if (rights.length === 0) return undefined
  const told = rights.map(([kind, { words }]) => `${rightFor(kind)}${said(words)}`).join('; ')
  const rest = rights.some(([kind]) => makesPeople(kind))
    ? 'New leads wait meanwhile.'
    : 'Everything else goes on.'
  return `Freshsales does not let this user ${told}. Give the user of FRESHSALES_API_KEY a role that may. ${rest}`
}

/** The address is no account's, or not of this kind: nothing is found there. Or nobody pays for what is. */
export function tellWrongAddress(kinds: BarredKinds): string | undefined {
  const [strange] = Object.entries(kinds).filter(([, { status }]) => status !== FORBIDDEN)
  if (!strange) return undefined
  const [kind, { status, words }] = strange
  if (status === PAYMENT_REQUIRED)
    return `Freshsales answers ${status} to ${kind}${said(words)}. Look at the plan and the bills of the account. What is sent there waits meanwhile.`
  return `Freshsales answers ${status} to ${kind}: check FRESHSALES_DOMAIN. What is sent there waits meanwhile.`
}

const MAX_CHARACTERS = 200

/** Anyone may read this: what looks like a person's is left out of Freshsales' words. */
function said(words: string): string {
  const harmless = words
    .slice(0, MAX_CHARACTERS)
    .replace(/\S*@\S*|\S*\d{4,}\S*/g, '…')
    .replace(/[.\s]+$/, '')
  return harmless === '' ? '' : `: ${harmless}`
}
