import { CopyButton } from './CopyButton.tsx'

/** A text to be pasted elsewhere, with a button that copies it. */
export function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div class="copied">
      <pre>{text}</pre>
      <CopyButton label={label} text={text} />
    </div>
  )
}
