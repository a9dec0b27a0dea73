import { useEffect, useRef } from 'preact/hooks'
import type { Question } from './useDesk.ts'

interface DialogProps {
  question: Question
  onAnswer(isYes: boolean, also: boolean): void
}

const YES = 'yes'

/** Asks once more before something that cannot be undone; Escape says no. */
export function Dialog({ question: { title, text, does, also }, onAnswer }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const offer = useRef<HTMLInputElement>(null)
  // Only shown by this method it keeps the focus inside.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="question"
      onClose={() => onAnswer(dialog.current?.returnValue === YES, offer.current?.checked === true)}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          dialog.current?.close(YES)
        }}
      >
        <h2 id="question" class="who">
          {title}
        </h2>
        <p>{text}</p>
        {also && (
          <label class="check">
            <input ref={offer} type="checkbox" />
            <span>
              <b>{also.label}</b>
              <br />
              {also.note}
            </span>
          </label>
        )}
        <p class="buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep
          </button>
          <button type="submit" class="danger solid">
            {does}
          </button>
        </p>
      </form>
    </dialog>
  )
}
