import { hueOf, initials, textOf } from './words.ts'

interface AvatarProps {
  name: string
  isSquare?: boolean
}

export function Avatar({ name, isSquare = false }: AvatarProps) {
  return (
    <span class={`avatar hue-${hueOf(name)}${isSquare ? ' square' : ''}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export function Badge({ text, kind = 'plain' }: { text: unknown; kind?: string }) {
  return text ? <span class={`badge badge-${kind}`}>{textOf(text)}</span> : null
}

/** The kind of badge of a stage, by what it means for sales. */
export function Stage({ stage }: { stage: unknown }) {
  const kind = /customer|won/i.test(textOf(stage))
    ? 'good'
    : /qualified|negotiation|demo/i.test(textOf(stage))
      ? 'warm'
      : 'plain'
  return <Badge text={stage} kind={kind} />
}
