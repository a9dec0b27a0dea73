import type { Json } from '../../../../protocol/event.ts'
import { h, type Markup } from '../lib/h.ts'

/** Something that was sent or kept, readable; the box scrolls, also by keyboard. */
export function viewJson(title: string, value: Json | undefined, note?: string): Markup {
  return h(
    'div',
    { key: title, class: 'json' },
    h('h3', {}, title, note !== undefined && h('code', {}, note)),
    h('pre', { tabindex: '0', 'aria-label': title }, written(value)),
  )
}

function written(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
