import { on } from './on.ts'
import { wrap } from './wrap.ts'

/** The part of the Navigation API used here; browsers without it get the history fallback. */
interface NavigationApi {
  currentEntry?: object
  addEventListener(
    type: 'currententrychange',
    listener: (event: { navigationType?: string | null }) => void,
  ): void
}

/**
 * Hears every change of address within the page. The Navigation API tells all of them by itself;
 * elsewhere the methods of `history` are wrapped where they are: on its prototype, so that others may
 * wrap them there as well, or on the object itself when somebody has put theirs there.
 */
export const onNavigation = (listener: (isReplace: boolean, isPush: boolean) => void): void => {
  // An element with this id stands in the place of the API in browsers that have none.
  const { navigation } = window as unknown as { navigation?: NavigationApi }
  if (navigation?.currentEntry) {
    navigation.addEventListener('currententrychange', ({ navigationType }) =>
      listener(!/push|tr/.test(`${navigationType}`), navigationType === 'push'),
    )
    return
  }
  for (const type of ['push', 'replace'] as const) {
    const name = `${type}State` as const
    const owner = Object.keys(history).includes(name) ? history : History.prototype
    wrap(owner, name, () => () => listener(type === 'replace', type === 'push'))
  }
  on('popstate', () => listener(false, false))
}
