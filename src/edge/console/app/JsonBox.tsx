import type { Json } from '../../../protocol/event.ts'

interface JsonBoxProps {
  title: string
  value: Json | undefined
  note?: string | number | undefined
}

/** Something that was sent or kept, readable; the box scrolls, also by keyboard. */
export function JsonBox({ title, value, note }: JsonBoxProps) {
  return (
    <section class="json" aria-label={title}>
      <p>
        <b>{title}</b> {note && <code>{note}</code>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{written(value)}</pre>
    </section>
  )
}

function written(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
