import { useEffect, useState } from 'preact/hooks'
import { formatShort } from './format.ts'

interface Column {
  /** Shown while the pointer rests on it. */
  title: string
  tick: string
  parts: readonly { kind: string; value: number }[]
}

interface BarsProps {
  /** For those who cannot see it. */
  label: string
  columns: readonly Column[]
}

/** In units of the drawing, which is scaled to the width there is. */
const WIDTH = { wide: 640, narrow: 330 }
const TICKS = { wide: 6, narrow: 4 }
const HEIGHT = 132
/** Room for "999.9K" at the left of the plot. */
const LEFT = 42
const TOP = 8
const PLOT_HEIGHT = 106
const GAP = 0.28

/** Stacked bars over time; drawn for half the width on a phone, so that the texts stay readable. */
export function Bars({ label, columns }: BarsProps) {
  const size = useIsNarrow() ? 'narrow' : 'wide'
  const top = niceTop(Math.max(...columns.map(({ parts }) => sum(parts))))
  const step = (WIDTH[size] - LEFT) / columns.length
  const every = Math.ceil(columns.length / TICKS[size])
  return (
    <svg viewBox={`0 0 ${WIDTH[size]} ${HEIGHT}`} role="img" aria-label={label} class="bars">
      {[0, top / 2, top].map((value) => (
        <Line key={value / top} value={value} top={top} width={WIDTH[size]} />
      ))}
      {columns.map((column, index) => (
        <Stack key={index} column={column} left={LEFT + index * step} step={step} top={top} />
      ))}
      {columns.map(
        ({ tick }, index) =>
          index % every === 0 && (
            <text key={index} x={LEFT + (index + 0.5) * step} y={HEIGHT - 4} text-anchor="middle">
              {tick}
            </text>
          ),
      )}
    </svg>
  )
}

function Line({ value, top, width }: { value: number; top: number; width: number }) {
  const y = TOP + PLOT_HEIGHT * (1 - value / top)
  return (
    <g>
      <line x1={LEFT} x2={width} y1={y} y2={y} class={value === 0 ? 'base' : 'grid'} />
      {Number.isInteger(value) && (
        <text x={LEFT - 6} y={y + 4} text-anchor="end">
          {formatShort(value)}
        </text>
      )}
    </g>
  )
}

interface StackProps {
  column: Column
  left: number
  step: number
  top: number
}

function Stack({ column: { title, parts }, left, step, top }: StackProps) {
  let y = TOP + PLOT_HEIGHT
  return (
    <g class="column">
      <rect x={left} y={TOP} width={step} height={PLOT_HEIGHT} class="hit">
        <title>{title}</title>
      </rect>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ kind, value }) => {
          const height = Math.max(1.5, (PLOT_HEIGHT * value) / top)
          y -= height
          const place = { x: left + (step * GAP) / 2, y, width: step * (1 - GAP), height }
          return <rect key={kind} class={`bar ${kind}`} {...place} rx={1.5} />
        })}
    </g>
  )
}

/** The next round number that can be halved. */
function niceTop(highest: number): number {
  const base = 10 ** Math.floor(Math.log10(Math.max(highest, 1)))
  const tops = [1, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * base)
  return tops.find((top) => top >= highest && top >= 2) ?? highest
}

const sum = (parts: Column['parts']) => parts.reduce((total, { value }) => total + value, 0)

/** A phone. */
function useIsNarrow(): boolean {
  const [phone] = useState(() => matchMedia('(max-width: 640px)'))
  const [isNarrow, setNarrow] = useState(phone.matches)
  useEffect(() => {
    const onChange = () => setNarrow(phone.matches)
    phone.addEventListener('change', onChange)
    return () => phone.removeEventListener('change', onChange)
  }, [phone])
  return isNarrow
}
