import type { State } from './state.ts'

export interface Store {
  state(): State
  change(changes: Partial<State>): void
  onChange(listen: (state: State) => void): void
}

/** Holds the state and says when it is another. */
export function createStore(initial: State): Store {
  let state = initial
  let listener: (state: State) => void = () => {}
  return {
    state: () => state,
    change(changes) {
      state = { ...state, ...changes }
      listener(state)
    },
    onChange(listen) {
      listener = listen
    },
  }
}
