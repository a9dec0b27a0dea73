import { useState } from 'preact/hooks'

/** A text to be pasted elsewhere, with a button that copies it where the browser allows that. */
export function Copied({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false)
  const clipboard: Clipboard | undefined = navigator.clipboard
  const copy = () =>
    void clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <div class="copied">
      <pre>{text}</pre>
      {clipboard && (
        <button type="button" onClick={copy}>
          {isCopied ? 'Copied' : 'Copy'}
          <span class="unseen"> {label}</span>
        </button>
      )}
    </div>
  )
}
