import { useEffect, useState } from 'preact/hooks'
import type { Account, Quota } from './types.ts'

const POLL_MS = 1000
/** Rows beyond these are in the account, but not on the page. */
const RECORDS_SHOWN = 500
const CALLS_SHOWN = 300

export type LiveState = 'connecting…' | 'live' | 'lost'

interface Status {
  revision: string
  quota: Quota
  calls: number
}

/**
 * Watches the account: asks every second whether something changed, and reads it all if so.
 * Intentionally not a stream of server-sent events: an open stream would keep the Worker from
 * stopping, and a question costs less than a millisecond.
 */
export function useAccount(): { account: Account | undefined; state: LiveState } {
  const [account, setAccount] = useState<Account>()
  const [state, setState] = useState<LiveState>('connecting…')
  useEffect(() => {
    let seen = ''
    let timer: number
    const look = async () => {
      try {
        const status = await get<Status>('/simulator/status')
        if (status.revision !== seen) setAccount(await readAccount(status))
        seen = status.revision
        setState('live')
      } catch {
        // The simulator is being restarted: the next look finds it again.
        setState('lost')
      }
      timer = window.setTimeout(look, POLL_MS)
    }
    void look()
    return () => clearTimeout(timer)
  }, [])
  return { account, state }
}

async function readAccount({ quota, calls: callCount }: Status): Promise<Account> {
  const kinds = 'contacts,sales_accounts,deals,leads'
  const [records, { calls }, { customFields }] = await Promise.all([
    get<Omit<Account, 'calls' | 'callCount' | 'quota' | 'labels'>>(
      `/simulator/records?only=${kinds}&limit=${RECORDS_SHOWN}`,
    ),
    get<Pick<Account, 'calls'>>(`/simulator/calls?limit=${CALLS_SHOWN}`),
    get<{ customFields: { [kind: string]: { name: string; label: string }[] } }>(
      '/simulator/settings',
    ),
  ])
  const fields = Object.values(customFields).flat()
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  return { ...records, calls, callCount, quota, labels }
}

export const resetAccount = () => post('/simulator/reset')
export const seedAccount = () => post('/simulator/seed')

async function get<Reply>(path: string): Promise<Reply> {
  const response = await fetch(path, { cache: 'no-store' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return (await response.json()) as Reply
}

async function post(path: string): Promise<void> {
  const response = await fetch(path, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
}
