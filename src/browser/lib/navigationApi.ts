/** The part of the Navigation API that tells all changes of address within the page. */
interface NavigationApi {
  currentEntry?: object
  addEventListener(
    type: 'currententrychange',
    listener: (event: { navigationType?: string | null }) => void,
  ): void
}

/** An element with this id stands in the place of the API in browsers that have none. */
export const navigationApi = (): NavigationApi | undefined => {
  const { navigation } = window as unknown as { navigation?: NavigationApi }
  return navigation?.currentEntry && navigation
}
