import { formatNumber } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'

export interface Column {
  /** Shown while the pointer rests on it. */
  title: string
  tick: string
  parts: readonly { kind: string; value: number }[]
}

export interface BarsOptions {
  /** For those who cannot see it. */
  label: string
  columns: readonly Column[]
  /** Drawn for half the width, so that its texts stay readable on a phone. */
  isNarrow: boolean
}

/** In units of the drawing, which is scaled to the width there is. */
const WIDTH = { wide: 640, narrow: 330 }
const TICKS = { wide: 6, narrow: 4 }
const HEIGHT = 132
const LEFT = 34
const TOP = 8
const PLOT_HEIGHT = 106
const GAP = 0.28

/** Stacked bars over time. */
export function viewBars({ label, columns, isNarrow }: BarsOptions): Markup {
  const size = isNarrow ? 'narrow' : 'wide'
  const top = niceTop(Math.max(...columns.map(({ parts }) => sum(parts))))
  const step = (WIDTH[size] - LEFT) / columns.length
  const every = Math.ceil(columns.length / TICKS[size])
  return h(
    'svg',
    { viewBox: `0 0 ${WIDTH[size]} ${HEIGHT}`, role: 'img', 'aria-label': label, class: 'bars' },
    [0, top / 2, top].map((value) => viewLine(value, { top, width: WIDTH[size] })),
    columns.map((column, index) => viewColumn(column, { index, step, top })),
    columns.map(({ tick }, index) => index % every === 0 && viewTick(tick, index, step)),
  )
}

function viewLine(value: number, { top, width }: { top: number; width: number }): Markup {
  const y = TOP + PLOT_HEIGHT * (1 - value / top)
  return h(
    'g',
    { key: `line ${value / top}` },
    h('line', { x1: LEFT, x2: width, y1: y, y2: y, class: value === 0 ? 'base' : 'grid' }),
    Number.isInteger(value) &&
      h('text', { x: LEFT - 6, y: y + 4, 'text-anchor': 'end' }, formatNumber(value)),
  )
}

function viewColumn(
  { title, parts }: Column,
  { index, step, top }: { index: number; step: number; top: number },
): Markup {
  const left = LEFT + index * step
  const [x, width] = [left + (step * GAP) / 2, step * (1 - GAP)]
  let y = TOP + PLOT_HEIGHT
  return h(
    'g',
    { key: index, class: 'column' },
    h(
      'rect',
      { key: 'hit', x: left, y: TOP, width: step, height: PLOT_HEIGHT, class: 'hit' },
      h('title', {}, title),
    ),
    parts
      .filter(({ value }) => value > 0)
      .map(({ kind, value }) => {
        const height = Math.max(1.5, (PLOT_HEIGHT * value) / top)
        y -= height
        return h('rect', { key: kind, class: `bar ${kind}`, x, y, width, height, rx: 1.5 })
      }),
  )
}

function viewTick(tick: string, index: number, step: number): Markup {
  const x = LEFT + (index + 0.5) * step
  return h('text', { key: `tick ${index}`, x, y: HEIGHT - 4, 'text-anchor': 'middle' }, tick)
}

/** The next round number that can be halved. */
function niceTop(highest: number): number {
  const base = 10 ** Math.floor(Math.log10(Math.max(highest, 1)))
  const tops = [1, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * base)
  return tops.find((top) => top >= highest && top >= 2) ?? highest
}

const sum = (parts: Column['parts']) => parts.reduce((total, { value }) => total + value, 0)
