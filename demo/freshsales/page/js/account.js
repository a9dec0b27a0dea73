/** @import { Account } from './types.js' */

const POLL_MS = 1000
/** Rows beyond these are in the account, but not on the page. */
const RECORDS_SHOWN = 500
const CALLS_SHOWN = 300

/**
 * Watches the account: asks every second whether something changed, and reads it all if so.
 * Intentionally not a stream of server-sent events: an open stream would keep the Worker from
 * stopping, and a question costs less than a millisecond.
 *
 * @param {{ onChange: (account: Account) => void, onState: (state: 'live' | 'lost') => void }} listener
 */
export function watchAccount({ onChange, onState }) {
  let seen = ''
  const look = async () => {
    try {
      const status = await get('/simulator/status')
      if (status.revision !== seen) onChange(await readAccount(status))
      seen = status.revision
      onState('live')
    } catch {
      // The simulator is being restarted: the next look finds it again.
      onState('lost')
    }
    setTimeout(look, POLL_MS)
  }
  void look()
}

/** @param {{ quota: Account['quota'], calls: number }} status @returns {Promise<Account>} */
async function readAccount({ quota, calls: callCount }) {
  const [records, { calls }, { customFields }] = await Promise.all([
    get(`/simulator/records?only=contacts,sales_accounts,deals,leads&limit=${RECORDS_SHOWN}`),
    get(`/simulator/calls?limit=${CALLS_SHOWN}`),
    get('/simulator/settings'),
  ])
  const fields = Object.values(customFields).flat()
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  return { ...records, calls, callCount, quota, labels }
}

export const resetAccount = () => post('/simulator/reset')
export const seedAccount = () => post('/simulator/seed')

/** @param {string} path */
async function get(path) {
  const response = await fetch(path, { cache: 'no-store' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}

/** @param {string} path */
async function post(path) {
  const response = await fetch(path, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
}
