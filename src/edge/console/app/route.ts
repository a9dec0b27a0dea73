import { type State, TABS } from './state.ts'

/** `#/people/12` → the tab and the person; anything else is the overview. */
export function readRoute(hash: string): Pick<State, 'tab' | 'personId'> {
  const [, name, id] = hash.split('/')
  const tab = TABS.find((each) => each === name) ?? 'overview'
  const isPerson = tab === 'people' && id !== undefined && /^\d{1,15}$/.test(id)
  return { tab, personId: isPerson ? Number(id) : undefined }
}
