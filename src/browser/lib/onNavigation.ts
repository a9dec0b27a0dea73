import { on } from './on.ts'
import { wrap } from './wrap.ts'

/** The part of the Navigation API used here; browsers without it get the history fallback. */
interface NavigationApi {
  addEventListener(
    type: 'currententrychange',
    listener: (event: { navigationType?: string | null }) => void,
  ): void
}

/**
 * Hears every change of address within the page. The Navigation API tells all of them by itself;
 * elsewhere `history` is wrapped.
 */
export const onNavigation = (listener: (isReplace?: boolean) => void): void => {
  const { navigation } = window as unknown as { navigation?: NavigationApi }
  if (navigation) {
    navigation.addEventListener('currententrychange', ({ navigationType }) =>
      listener(!/push|tr/.test(`${navigationType}`)),
    )
    return
  }
  wrap(history, 'pushState', () => () => listener())
  wrap(history, 'replaceState', () => () => listener(true))
  on('popstate', () => listener())
}
