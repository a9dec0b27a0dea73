interface SparkProps {
  /** For those who cannot see it. */
  label: string
  values: readonly { delivered: number; rest: number; refused: number }[]
}

/** In units of the drawing. */
const STEP = 6
const WIDTH = 4
const HEIGHT = 32
/** Of a day without anything, so that the days can be counted. */
const NOTHING = 1

/** A small stack a day, without axes: whether it goes on as before. */
export function Spark({ label, values }: SparkProps) {
  const top = Math.max(
    1,
    ...values.map(({ delivered, rest, refused }) => delivered + rest + refused),
  )
  return (
    <svg
      viewBox={`0 0 ${values.length * STEP} ${HEIGHT}`}
      role="img"
      aria-label={label}
      class="spark"
    >
      {values.map((value, index) => (
        <Day key={index} value={value} x={index * STEP} scale={(HEIGHT - NOTHING) / top} />
      ))}
    </svg>
  )
}

interface DayProps {
  value: SparkProps['values'][number]
  x: number
  scale: number
}

function Day({ value: { delivered, rest, refused }, x, scale }: DayProps) {
  let y = HEIGHT - NOTHING
  const parts = [
    { kind: 'delivered', count: delivered },
    { kind: 'retrying', count: rest },
    { kind: 'refused', count: refused },
  ]
  return (
    <g>
      <rect class="nothing" x={x} y={y} width={WIDTH} height={NOTHING} />
      {parts
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => {
          y -= count * scale
          return (
            <rect
              key={kind}
              class={`bar ${kind}`}
              x={x}
              y={y}
              width={WIDTH}
              height={count * scale}
            />
          )
        })}
    </g>
  )
}
