import type { ForgetReport, ReplayReport } from '../../outbox/operator/operations.ts'
import type { DeliveryView, SubjectView } from '../../outbox/operator/views.ts'
import type { Orders } from './actions.ts'
import { type Api, createApi } from './api.ts'
import { type Poll, tellProblem } from './createPoll.ts'
import type { Store } from './createStore.ts'
import { describeForgotten, describeReplayed } from './describe.ts'
import { deliveriesQuery, PAGE } from './loadTab.ts'

/** What asks the edge for something, or changes something there. */
export function createOrders(store: Store, poll: Poll): Orders {
  const carryOut = createCarryOut(store, poll)
  return {
    loadOlder: () => carryOut((api) => loadOlder(store, api)),
    pause: () =>
      carryOut(async (api) => {
        await api.order('pause')
        return 'Delivery is paused. Events are still accepted and kept.'
      }),
    resume: () =>
      carryOut(async (api) => {
        await api.order('resume')
        return 'Delivery goes on.'
      }),
    replay: (which) =>
      carryOut(async (api) => {
        const report = await api.order<ReplayReport>('dead-letters/replay', which)
        store.change({ like: undefined })
        return describeReplayed(report)
      }),
    search: (text) =>
      carryOut(async (api) => {
        const { subjects } = await api.order<{ subjects: SubjectView[] }>('people/search', { text })
        store.change({ found: { text: text.trim(), subjects } })
        return undefined
      }),
    release: (id) =>
      carryOut(async (api) => {
        await api.order('person/release', { id })
        return 'Let through: delivery goes on with this person.'
      }),
    forget: (id, inFreshsales) => carryOut((api) => forget(store, api, { id, inFreshsales })),
  }
}

/** Carries out one order at a time, tells what came of it, and looks what has changed. */
function createCarryOut(store: Store, poll: Poll) {
  return async (order: (api: Api) => Promise<string | undefined>): Promise<void> => {
    const { token, isBusy } = store.state()
    if (token === undefined || isBusy) return
    store.change({ isBusy: true, notice: undefined })
    try {
      const text = await order(createApi(token))
      if (text !== undefined) store.change({ notice: { text, isBad: false } })
    } catch (error) {
      tellProblem(store, error)
    } finally {
      store.change({ isBusy: false })
      poll.now()
    }
  }
}

async function loadOlder(store: Store, api: Api): Promise<undefined> {
  const { deliveries, outcome } = store.state()
  const query = deliveriesQuery({ outcome, before: deliveries.at(-1)?.id })
  const { deliveries: older } = await api.look<{ deliveries: DeliveryView[] }>(query)
  const known = store.state().deliveries
  store.change({ deliveries: [...known, ...older], hasOlder: older.length === PAGE })
}

async function forget(
  store: Store,
  api: Api,
  ask: { id: number; inFreshsales: boolean },
): Promise<string | undefined> {
  const report = await api.order<ForgetReport>('person/forget', ask)
  store.change({ forgetting: undefined })
  if (!report.forgotten) {
    store.change({ notice: { text: report.reason, isBad: true } })
    return undefined
  }
  store.change({ found: undefined, person: undefined, deliveries: [] })
  if (store.state().tab === 'people') location.hash = '#/people'
  return describeForgotten(report)
}
