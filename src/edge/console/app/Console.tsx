import { useCallback, useState } from 'preact/hooks'
import { Login } from './Login.tsx'
import { Shut } from './Shut.tsx'
import { Unlocked } from './Unlocked.tsx'

/** The way in, and behind it the console. */
export function Console({ isShut }: { isShut: boolean }) {
  const [token, setToken] = useState(readToken)
  const [problem, setProblem] = useState<string>()
  const enter = useCallback((given: string) => {
    keepToken(given)
    setProblem(undefined)
    setToken(given)
  }, [])
  /** With everything that was shown. */
  const lock = useCallback((reason?: string) => {
    keepToken(undefined)
    setProblem(reason)
    setToken(undefined)
  }, [])
  if (isShut) return <Shut />
  return token === undefined ? (
    <Login problem={problem} onToken={enter} />
  ) : (
    <Unlocked token={token} onLock={lock} />
  )
}

/**
 * The token lives as long as the tab. Intentionally no cookie: a cookie is sent along with requests
 * that other sites cause, a header is not.
 */
const NAME = 'freshsales-edge-admin-token'

const readToken = () => sessionStorage.getItem(NAME) ?? undefined

function keepToken(token: string | undefined): void {
  if (token === undefined) sessionStorage.removeItem(NAME)
  else sessionStorage.setItem(NAME, token)
}
