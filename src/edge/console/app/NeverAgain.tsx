import { useRef } from 'preact/hooks'
import { formatAgo, formatCount, plural } from './format.ts'
import { type Message, useDesk, usePolled } from './useDesk.ts'

/** Addresses of which nothing is kept any more. The list holds hashes, so it can be counted and not read. */
export function NeverAgain() {
  const { isBusy, now, order } = useDesk()
  const field = useRef<HTMLInputElement>(null)
  const list = usePolled((api) => api('neverAgain', {}))
  const typed = () => field.current?.value.trim() ?? ''
  const add = (email: string) =>
    order(async (api) => {
      const { added, known } = await api('addNeverAgain', { email })
      if (field.current) field.current.value = ''
      return describeAdded(added, known)
    })
  const remove = (email: string) =>
    order(async (api) => describeRemoved((await api('removeNeverAgain', { email })).removed))
  return (
    <section class="card stack" aria-labelledby="never-again">
      <h2 id="never-again">Never again</h2>
      <p class="muted small">
        For whoever asked never to be kept or written to: what names their address is dropped, and
        nothing of it reaches Freshsales. Only a fingerprint of each address is kept, so nobody can
        read this list; an address is taken off by typing it again.
      </p>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault()
          add(typed())
        }}
      >
        <input
          ref={field}
          type="email"
          aria-label="E-mail address"
          placeholder="E-mail address"
          autocomplete="off"
          required
          maxLength={320}
        />
        <button type="submit" disabled={isBusy}>
          Add
        </button>
        <button
          type="button"
          disabled={isBusy}
          onClick={() => field.current?.reportValidity() && remove(typed())}
        >
          Take off
        </button>
      </form>
      {list && (
        <p class="small">
          {`On the list: ${formatCount(list.addresses)}. `}
          {list.lastAt !== undefined &&
            `Kept out or cleaned: ${plural(list.events, 'event')}, the last ${formatAgo(list.lastAt, now)}.`}
        </p>
      )}
    </section>
  )
}

function describeAdded(added: boolean, known: number | undefined): Message {
  const text = added
    ? 'On the list: nothing that names this address is taken any more.'
    : 'This address is on the list already.'
  if (known === undefined) return { text }
  return {
    text: `${text} What came before is still here, as person ${known}: delete them as well.`,
    isBad: true,
  }
}

const describeRemoved = (removed: boolean): Message =>
  removed
    ? { text: 'Taken off the list: this address is taken again.' }
    : { text: 'This address is not on the list.', isBad: true }
