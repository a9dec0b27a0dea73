import type { Crm } from '../crm.ts'
import type { Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { createFaultProgress, type FaultProgress } from './faultProgress.ts'
import type { FaultScript } from './faultSchema.ts'

/** How the account is set up at the moment: its settings, what goes wrong, and what changed. */
export interface Setup {
  store: Store
  progress: FaultProgress
  settings(): Settings
  faults(): FaultScript
  /** What the rules of the account work with, by the account's clock. */
  crm(): Crm
  changeSettings(after: Settings): void
  changeFaults(after: FaultScript): void
  empty(): void
  /** Tells the page that there is something new to see. */
  changed(): void
  /** Another text after every change, and after a restart. */
  revision(): string
}

const NO_FAULTS: FaultScript = { seed: 1, rules: [] }

/** `initial` is how the account is set up until it is told otherwise, and after a reset. */
export function createSetup(store: Store, initial: Settings): Setup {
  // Copies of what is stored, so that a call need not parse them again.
  let settings = kept(store, initial)
  let faults = (store.state.read('faults') as FaultScript | undefined) ?? NO_FAULTS
  let changes = 0
  const startedAt = Date.now()
  const progress = createFaultProgress(store.sql)
  return {
    store,
    progress,
    settings: () => settings,
    faults: () => faults,
    crm: () => ({
      store,
      settings,
      now: settings.now === null ? Date.now() : Date.parse(settings.now),
    }),
    changeSettings(after) {
      settings = after
      store.state.write('settings', after)
    },
    changeFaults(after) {
      faults = after
      store.state.write('faults', after)
      progress.forget()
    },
    empty() {
      store.empty()
      settings = initial
      faults = NO_FAULTS
    },
    changed() {
      changes += 1
    },
    revision: () => `${startedAt}-${changes}`,
  }
}

/** Settings that an older simulator has kept know nothing of newer ones. */
function kept(store: Store, initial: Settings): Settings {
  const settings = store.state.read('settings') as Settings | undefined
  if (!settings) return initial
  return { ...initial, ...settings, behaviour: { ...initial.behaviour, ...settings.behaviour } }
}
