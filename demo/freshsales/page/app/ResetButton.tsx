import { useRef } from 'preact/hooks'
import { resetAccount } from './useAccount.ts'

/** Asks before it empties the account. */
export function ResetButton() {
  const dialog = useRef<HTMLDialogElement>(null)
  const reset = async () => {
    dialog.current?.close()
    await resetAccount()
    // Ids start again after a reset: the address of an open record would soon name another one.
    location.assign('#/contacts')
  }
  return (
    <>
      <button type="button" class="quiet" onClick={() => dialog.current?.showModal()}>
        Reset<span class="rest"> everything</span>
      </button>
      <dialog ref={dialog} aria-labelledby="reset">
        <h2 id="reset">Reset everything?</h2>
        <p>
          All records, the log of calls, faults and changed settings go. A website that is connected
          may send its people again.
        </p>
        <p class="choices">
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
          <button type="button" class="danger" onClick={() => void reset()}>
            Reset
          </button>
        </p>
      </dialog>
    </>
  )
}
