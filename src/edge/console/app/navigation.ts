import type { Navigation } from './actions.ts'
import type { Poll } from './createPoll.ts'
import type { Store } from './createStore.ts'
import { keepToken } from './session.ts'

/** What changes only what this page shows. */
export function createNavigation(store: Store, poll: Poll): Navigation {
  return {
    unlock(token) {
      keepToken(token)
      store.change({ token, loginProblem: undefined })
      poll.now()
    },
    /** Loading anew forgets everything that was shown. */
    lock() {
      keepToken(undefined)
      location.reload()
    },
    go: () => store.change({ notice: undefined }),
    chooseRange: (range) => store.change({ range }),
    chooseOutcome(outcome) {
      store.change({ outcome, deliveries: [], hasOlder: false })
      poll.now()
    },
    chooseReason(like) {
      store.change({ like })
      poll.now()
    },
    openPerson(id) {
      location.hash = `#/people/${id}`
    },
    closePerson() {
      location.hash = '#/people'
    },
    askToForget: (id, who) => store.change({ forgetting: { id, who } }),
    cancelForget() {
      if (store.state().forgetting) store.change({ forgetting: undefined })
    },
    dismiss: () => store.change({ notice: undefined }),
  }
}
