import type {
  DeadLettersView,
  DeliveryView,
  Overview,
  PersonView,
} from '../../outbox/operator/views.ts'
import type { Api } from './api.ts'
import type { Store } from './createStore.ts'
import type { State } from './state.ts'

/** What a page of deliveries holds at most. */
export const PAGE = 50

/** As many as the edge keeps. */
const KEPT = 2_000

/** Loads what the tab that is open shows. An answer that comes after the tab was left changes nothing of the other one. */
export async function loadTab(store: Store, api: Api): Promise<void> {
  const { tab } = store.state()
  const [overview, changes] = await Promise.all([
    api.look<Overview>('overview'),
    LOADERS[tab](store, api),
  ])
  store.change({ overview, ...changes() })
}

/** Each answers how to change the state, so that what was asked meanwhile is taken into account. */
const LOADERS: {
  [tab in State['tab']]: (store: Store, api: Api) => Promise<() => Partial<State>>
} = {
  overview: loadDeliveries,
  deliveries: loadDeliveries,

  waiting: async (_, api) => {
    const waiting = await api.look<NonNullable<State['waiting']>>('waiting')
    return () => ({ waiting })
  },

  'dead-letters': async (store, api) => {
    const { like } = store.state()
    const deadLetters = await api.look<DeadLettersView>(
      `dead-letters${like === undefined ? '' : `?like=${like}`}`,
    )
    return () => (store.state().like === like ? { deadLetters } : {})
  },

  people: async (store, api) => {
    const { personId } = store.state()
    if (personId === undefined) return () => ({})
    const { person } = await api.look<{ person: PersonView | null }>(`person?id=${personId}`)
    return () => (store.state().personId === personId ? { person: person ?? undefined } : {})
  },
}

/** Only what is new is asked for and put on top, so that what somebody reads stays where it is. */
async function loadDeliveries(store: Store, api: Api): Promise<() => Partial<State>> {
  const { deliveries, outcome } = store.state()
  const query = deliveriesQuery({ outcome, after: deliveries[0]?.id })
  const { deliveries: newer } = await api.look<{ deliveries: DeliveryView[] }>(query)
  return () => {
    if (store.state().outcome !== outcome) return {}
    const isGap = newer.length === PAGE
    const known = isGap ? [] : store.state().deliveries
    const hasOlder = isGap || store.state().hasOlder
    return { deliveries: [...newer, ...known].slice(0, KEPT), hasOlder }
  }
}

export function deliveriesQuery(ask: {
  outcome?: string | undefined
  after?: number | undefined
  before?: number | undefined
}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(ask))
    if (value !== undefined) query.set(name, String(value))
  return `deliveries?${query}`
}
