/**
 * The token lives as long as the tab. Intentionally no cookie: a cookie is sent along with requests
 * that other sites cause, a header is not.
 */
const NAME = 'freshsales-edge-admin-token'

export const readToken = () => sessionStorage.getItem(NAME) ?? undefined

export function keepToken(token: string | undefined): void {
  if (token === undefined) sessionStorage.removeItem(NAME)
  else sessionStorage.setItem(NAME, token)
}
