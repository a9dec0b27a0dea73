import type { Call } from '../../../freshsales/api/call.ts'

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
