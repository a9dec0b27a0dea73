import { useState } from 'preact/hooks'

/** Copies a text where the browser allows that; `label` says which, to those who cannot see it. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false)
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (!clipboard) return null
  const copy = () =>
    void clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <button type="button" onClick={copy}>
      {isCopied ? 'Copied' : 'Copy'}
      <span class="unseen"> {label}</span>
    </button>
  )
}

/** A text to be pasted elsewhere, with a button that copies it. */
export function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div class="copied">
      <pre>{text}</pre>
      <CopyButton label={label} text={text} />
    </div>
  )
}
