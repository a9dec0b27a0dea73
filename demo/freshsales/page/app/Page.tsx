import { useEffect, useState } from 'preact/hooks'
import { CallList } from './CallList.tsx'
import { LOOKS, type Look } from './looks.ts'
import { RecordDetail } from './RecordDetail.tsx'
import { RecordList } from './RecordList.tsx'
import { ResetButton } from './ResetButton.tsx'
import { Side } from './Side.tsx'
import type { Account } from './types.ts'
import type { LiveState } from './useAccount.ts'

interface PageProps {
  /** Absent until it was read for the first time. */
  account: Account | undefined
  state: LiveState
}

/** The account as a salesperson sees it: a list, and beside it the record that is open. */
export function Page({ account, state }: PageProps) {
  const { name, id } = useAddress()
  const [search, setSearch] = useState('')
  const look = LOOKS.find((each) => each.name === name)
  const isCalls = name === 'calls'
  const shown = isCalls ? undefined : (look ?? (LOOKS[0] as Look))
  const title = shown?.title ?? 'API calls'
  const open =
    shown && id !== undefined ? account?.[shown.kind].find((each) => each.id === id) : undefined
  useEffect(() => {
    document.title = `${title} · CRM simulator`
  }, [title])
  const wanted = search.trim().toLowerCase()
  return (
    <>
      <a class="skip" href="#list">
        Skip to the list
      </a>
      <aside class="banner" aria-label="About this page">
        <span>
          <strong>Simulator.</strong> It answers as Freshsales does; everyone in here is made up.
        </span>
        <output class={state === 'lost' ? 'live is-lost' : 'live'}>{state}</output>
      </aside>
      <div class={open ? 'frame has-detail' : 'frame'}>
        <Side account={account} current={shown?.name ?? 'calls'}>
          <ResetButton />
        </Side>
        <main class="main">
          <div class="bar">
            <h1>{title}</h1>
            <input
              type="search"
              placeholder="Search"
              aria-label="Search this list"
              autocomplete="off"
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          </div>
          {account && shown && (
            <RecordList key={shown.kind} look={shown} account={account} search={wanted} open={id} />
          )}
          {account && isCalls && <CallList calls={account.calls} search={wanted} />}
        </main>
        {account && shown && open && (
          <RecordDetail
            key={`${shown.kind} ${open.id}`}
            look={shown}
            record={open}
            account={account}
          />
        )}
      </div>
    </>
  )
}

/** The part of the page that the address names: `#/contacts/70001000002`. */
function useAddress(): { name: string; id: number | undefined } {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const onChange = () => {
      // "Skip to the list" names a place of the page.
      if (location.hash !== '#list') setHash(location.hash)
    }
    addEventListener('hashchange', onChange)
    return () => removeEventListener('hashchange', onChange)
  }, [])
  const [, name = '', id = ''] = hash.split('/')
  return { name: name || 'contacts', id: /^\d+$/.test(id) ? Number(id) : undefined }
}
