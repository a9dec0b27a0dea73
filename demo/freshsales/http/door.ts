import type { Settings } from '../settings/settings.ts'

/** Which part of the simulator a path belongs to, and what is left of the path behind it. */
export interface Door {
  face: 'api' | 'track' | 'simulator'
  generation: 'modern' | 'classic' | 'both'
  /** `/contacts/upsert` */
  resource: string
}

const DOORS: readonly (Omit<Door, 'resource'> & { prefix: string })[] = [
  { prefix: '/crm/sales/api', face: 'api', generation: 'modern' },
  { prefix: '/crm/sales/track', face: 'track', generation: 'modern' },
  { prefix: '/api', face: 'api', generation: 'classic' },
  { prefix: '/track', face: 'track', generation: 'classic' },
  { prefix: '/simulator', face: 'simulator', generation: 'both' },
]

export function doorOf(pathname: string): Door | undefined {
  const door = DOORS.find(({ prefix }) => pathname.startsWith(`${prefix}/`))
  return (
    door && {
      face: door.face,
      generation: door.generation,
      resource: pathname.slice(door.prefix.length),
    }
  )
}

/** A modern account has no classic paths and the other way round. */
export function isServed({ generation }: Door, settings: Settings): boolean {
  return (
    generation === 'both' || settings.generation === 'both' || generation === settings.generation
  )
}
