import type {
  DeliveryView,
  ForgetReport,
  ReplayReport,
  SubjectView,
} from '../../outbox/operator/views.ts'
import type { Actions } from './actions.ts'
import { type Api, createApi } from './api.ts'
import { type Poll, tellProblem } from './createPoll.ts'
import type { Store } from './createStore.ts'
import { describeForgotten, describeReplayed } from './describe.ts'
import { deliveriesQuery } from './loadTab.ts'
import { keepToken } from './session.ts'

/** A full page of older deliveries: there may be more. */
const PAGE = 50

export function createActions(store: Store, poll: Poll): Actions {
  /** Carries out an order, tells what came of it, and looks what has changed. */
  async function carryOut(order: (api: Api) => Promise<string | undefined>): Promise<void> {
    const { token } = store.state()
    if (token === undefined || store.state().isBusy) return
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

  return {
    unlock(token) {
      keepToken(token)
      store.change({ token, loginProblem: undefined })
      poll.now()
    },
    lock() {
      keepToken(undefined)
      location.reload()
    },
    go() {
      store.change({ notice: undefined })
    },
    chooseRange: (range) => store.change({ range }),
    chooseOutcome(outcome) {
      store.change({ outcome, deliveries: [], hasOlder: false })
      poll.now()
    },
    loadOlder: () =>
      void carryOut(async (api) => {
        const { deliveries, outcome } = store.state()
        const query = deliveriesQuery({ outcome, before: deliveries.at(-1)?.id })
        const { deliveries: older } = await api.look<{ deliveries: DeliveryView[] }>(query)
        const known = store.state().deliveries
        store.change({ deliveries: [...known, ...older], hasOlder: older.length === PAGE })
        return undefined
      }),
    pause: () =>
      void carryOut(async (api) => {
        await api.order('pause')
        return 'Delivery is paused. Events are still accepted and kept.'
      }),
    resume: () =>
      void carryOut(async (api) => {
        await api.order('resume')
        return 'Delivery goes on.'
      }),
    chooseReason(like) {
      store.change({ like })
      poll.now()
    },
    replay: (which) =>
      void carryOut(async (api) => {
        const report = await api.order<ReplayReport>('dead-letters/replay', which)
        store.change({ like: undefined })
        return describeReplayed(report)
      }),
    search: (text) =>
      void carryOut(async (api) => {
        const { subjects } = await api.order<{ subjects: SubjectView[] }>('people/search', { text })
        store.change({ found: { text: text.trim(), subjects } })
        return undefined
      }),
    openPerson(id) {
      location.hash = `#/people/${id}`
    },
    closePerson() {
      location.hash = '#/people'
    },
    release: (id) =>
      void carryOut(async (api) => {
        await api.order('person/release', { id })
        return 'Let through: delivery goes on with this person.'
      }),
    askToForget: (id, who) => store.change({ forgetting: { id, who } }),
    cancelForget() {
      if (store.state().forgetting) store.change({ forgetting: undefined })
    },
    forget: (id, inFreshsales) =>
      void carryOut(async (api) => {
        const report = await api.order<ForgetReport>('person/forget', { id, inFreshsales })
        store.change({ forgetting: undefined })
        if (!report.forgotten) {
          store.change({ notice: { text: report.reason, isBad: true } })
          return undefined
        }
        store.change({ found: undefined, person: undefined, deliveries: [] })
        if (store.state().tab === 'people') location.hash = '#/people'
        return describeForgotten(report)
      }),
    dismiss: () => store.change({ notice: undefined }),
  }
}
