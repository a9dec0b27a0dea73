import { useEffect, useState } from 'preact/hooks'

export const TABS = [
  'overview',
  'deliveries',
  'forms',
  'waiting',
  'dead-letters',
  'people',
] as const

export type Tab = (typeof TABS)[number]

export interface Route {
  tab: Tab
  personId?: number
}

/** What the address names; it changes by links alone, so that the back button works. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash))
  useEffect(() => {
    const onChange = () => {
      // "Skip to the content" names a place of the page, not a tab.
      if (location.hash !== '#main') setRoute(readRoute(location.hash))
    }
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [])
  return route
}

/** `#/people/12` → the tab and the person; anything else is the overview. */
function readRoute(hash: string): Route {
  const [, name, id] = hash.split('/')
  const tab = TABS.find((each) => each === name) ?? 'overview'
  const isPerson = tab === 'people' && id !== undefined && /^\d{1,15}$/.test(id)
  return { tab, ...(isPerson && { personId: Number(id) }) }
}
