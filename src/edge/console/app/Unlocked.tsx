import { useEffect, useRef } from 'preact/hooks'
import { DeadLetters } from './DeadLetters.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Dialog } from './Dialog.tsx'
import { Header } from './Header.tsx'
import { Messages } from './Messages.tsx'
import { Overview } from './Overview.tsx'
import { People } from './People.tsx'
import { Person } from './Person.tsx'
import { ProductVersion } from './ProductVersion.tsx'
import { Tabs } from './Tabs.tsx'
import { useConsole } from './useConsole.ts'
import { DeskContext } from './useDesk.ts'
import { type Route, useRoute } from './useRoute.ts'
import { Waiting } from './Waiting.tsx'

interface UnlockedProps {
  token: string
  onLock(reason?: string): void
}

/** The frame of the console and the tab that is open. */
export function Unlocked({ token, onLock }: UnlockedProps) {
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
