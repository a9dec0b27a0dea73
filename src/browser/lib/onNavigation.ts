/** The part of the Navigation API used here; browsers without it get the history fallback. */
interface NavigationApi {
  addEventListener(
    type: 'currententrychange',
    listener: (event: { navigationType?: string | null }) => void,
  ): void
}

/**
 * Hears every change of address within the page. The Navigation API tells all of them by itself;
 * elsewhere `history` is wrapped, passing on arguments untouched.
 */
export function onNavigation(listener: (isReplace: boolean) => void): void {
  const { navigation } = window as unknown as { navigation?: NavigationApi }
  if (navigation) {
    navigation.addEventListener('currententrychange', ({ navigationType }) =>
      listener(!/push|tr/.test(`${navigationType}`)),
    )
    return
  }
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = (...given) => {
      original.apply(history, given)
      listener(method === 'replaceState')
    }
  }
  addEventListener('popstate', () => listener(false))
}
