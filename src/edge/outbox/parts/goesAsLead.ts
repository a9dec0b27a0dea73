import type { PersonCore } from '../person/person.ts'
import type { PlanContext } from './part.ts'

/** Classic accounts: people begin as leads, unless an event says that they are to be contacts. */
export function goesAsLead(person: PersonCore, { config }: Pick<PlanContext, 'config'>): boolean {
  return (
    config.domain.generation === 'classic' && !person.asContact && person.contactId === undefined
  )
}
