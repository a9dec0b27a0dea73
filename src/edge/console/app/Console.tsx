import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { DeadLetters } from './DeadLetters.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Dialog } from './Dialog.tsx'
import { Forms } from './Forms.tsx'
import { Header, Tabs } from './Header.tsx'
import { Messages } from './Messages.tsx'
import { Overview } from './Overview.tsx'
import { People } from './People.tsx'
import { Person } from './Person.tsx'
import { ProductVersion } from './ProductVersion.tsx'
import { Shut } from './Shut.tsx'
import { useConsole } from './useConsole.ts'
import { DeskContext } from './useDesk.ts'
import { type Route, useRoute } from './useRoute.ts'
import { Waiting } from './Waiting.tsx'

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

interface UnlockedProps {
  token: string
  onLock(reason?: string): void
}

/** The frame of the console and the tab that is open. */
function Unlocked({ token, onLock }: UnlockedProps) {
  const route = useRoute()
  const { desk, ...shown } = useConsole({ token, onLock })
  const { problem, asOf, message, dismiss, question, answer } = shown
  const main = useHeadingFocus(route)
  useEffect(dismiss, [route.tab])
  return (
    <DeskContext.Provider value={desk}>
      <Header staleSince={problem === undefined ? undefined : asOf} onLock={() => onLock()} />
      <Tabs current={route.tab} />
      <main id="main" tabIndex={-1} ref={main}>
        <Messages problem={problem} tab={route.tab} message={message} onDismiss={dismiss} />
        <div class="tab" key={`${route.tab} ${route.personId ?? ''}`}>
          <OpenTab route={route} />
        </div>
      </main>
      <ProductVersion />
      {question && <Dialog question={question} onAnswer={answer} />}
    </DeskContext.Provider>
  )
}

function OpenTab({ route: { tab, personId } }: { route: Route }) {
  switch (tab) {
    case 'overview':
      return <Overview />
    case 'deliveries':
      return <Deliveries />
    case 'forms':
      return <Forms />
    case 'waiting':
      return <Waiting />
    case 'dead-letters':
      return <DeadLetters />
    case 'people':
      return personId === undefined ? <People /> : <Person id={personId} />
  }
}

/** Who goes to another tab or person by keyboard goes on reading at its heading. */
function useHeadingFocus(route: Route) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(route)
  useEffect(() => {
    if (shown.current === route) return
    shown.current = route
    main.current?.querySelector<HTMLElement>('h1')?.focus()
  }, [route])
  return main
}

interface LoginProps {
  /** Why the token did not open the console. */
  problem: string | undefined
  onToken(token: string): void
}

/** The form never leaves the page: its script takes the token. */
function Login({ problem, onToken }: LoginProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    document.title = 'Locked · Console'
    field.current?.focus()
  }, [])
  return (
    <main class="login">
      <span class="mark" aria-hidden="true" />
      <h1>freshsales-edge</h1>
      <p class="muted">See that leads flow, and mend what Freshsales refused.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onToken(field.current?.value.trim() ?? '')
        }}
      >
        <label for="token">Admin token</label>
        <input
          ref={field}
          id="token"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="token-help"
          aria-invalid={problem !== undefined}
        />
        <p id="token-help" class="muted small">
          The secret ADMIN_TOKEN of this edge. It stays in this tab.
        </p>
        <p role="alert" class="problem">
          {problem}
        </p>
        <button type="submit" class="primary">
          Open the console
        </button>
      </form>
    </main>
  )
}
