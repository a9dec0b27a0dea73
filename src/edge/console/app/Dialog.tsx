import { useEffect, useRef, useState } from 'preact/hooks'
import type { Offer, Question } from './useDesk.ts'

interface DialogProps {
  question: Question
  onAnswer(isYes: boolean, chosen: ReadonlySet<Offer>): void
}

const YES = 'yes'

/** Asks once more before something that cannot be undone; Escape says no. */
export function Dialog({ question: { title, text, does, also = [] }, onAnswer }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [chosen, choose] = useState<ReadonlySet<Offer>>(new Set())
  // Only shown by this method it keeps the focus inside.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="question"
      onClose={() => onAnswer(dialog.current?.returnValue === YES, chosen)}
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
        {also.map((offer) => (
          <label class="check" key={offer.label}>
            <input
              type="checkbox"
              checked={chosen.has(offer)}
              onChange={({ currentTarget: { checked } }) =>
                choose(new Set(also.filter((one) => (one === offer ? checked : chosen.has(one)))))
              }
            />
            <span>
              <b>{offer.label}</b>
              <br />
              {offer.note}
            </span>
          </label>
        ))}
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
