import type { Call } from '../../freshsales/call.ts'
import { CallError } from '../../freshsales/errors.ts'
import { upsertContact } from '../../freshsales/request.ts'
import { type Exchange, isDone, recordIn } from './witness.ts'

/** How each kind of record is deleted. A contact is erased for good, not put into the recycle bin. */
const REMOVALS: { readonly [wrapper: string]: (id: number) => string } = {
  note: (id) => `/notes/${id}`,
  sales_activity: (id) => `/sales_activities/${id}`,
  contact: (id) => `/contacts/${id}/forget`,
  sales_account: (id) => `/sales_accounts/${id}`,
}

/** Nothing is there any more. */
const GONE = 404

/** Remembers every record that an answer shows, so that none is forgotten when a question fails. */
export function createRubbish(send: (call: Call) => Promise<Exchange>) {
  const paths = new Set<string>()
  const emails: string[] = []
  const suspects = new Set<string>()

  function notice(exchange: Exchange): void {
    for (const [wrapper, pathOf] of Object.entries(REMOVALS)) {
      const { id } = recordIn(exchange, wrapper)
      if (isDone(exchange) && typeof id === 'number') paths.add(pathOf(id))
    }
  }

  /** What a call without an answer may have made is found by its address. */
  async function claimSuspects(): Promise<string[]> {
    const lost: string[] = []
    for (const email of suspects) {
      const exchange = await attempt({ ...upsertContact({ email, contact: {} }) })
      if (exchange && isDone(exchange)) notice(exchange)
      else lost.push(`a contact ${email}, perhaps`)
    }
    suspects.clear()
    return lost
  }

  async function attempt(call: Call): Promise<Exchange | undefined> {
    try {
      return await send(call)
    } catch (error) {
      if (error instanceof CallError) return undefined // said to the reader as left behind
      throw error
    }
  }

  async function isRemoved(path: string): Promise<boolean> {
    const exchange = await attempt({ method: 'DELETE', path })
    return exchange !== undefined && (isDone(exchange) || exchange.status === GONE)
  }

  return {
    notice,
    /** Remembers an address that only we use. */
    owns(email: string): string {
      emails.push(email)
      return email
    },
    /** A call got no answer: who knows what it did. */
    suspect({ body }: Call): void {
      const text = JSON.stringify(body ?? {})
      for (const email of emails) if (text.includes(`"${email}"`)) suspects.add(email)
    },
    /** Deletes everything, the newest first, each at most twice; answers what could not be deleted. */
    async remove(): Promise<string[]> {
      const left = await claimSuspects()
      for (const path of [...paths].reverse())
        if (!((await isRemoved(path)) || (await isRemoved(path)))) left.push(path)
      paths.clear()
      return left
    },
  }
}
