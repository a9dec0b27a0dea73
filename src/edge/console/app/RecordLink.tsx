import { useDesk } from './useDesk.ts'

interface RecordLinkProps {
  contactId?: number
  leadId?: number
}

/** Opens the record in Freshsales. */
export function RecordLink({ contactId, leadId }: RecordLinkProps) {
  const { overview } = useDesk()
  const [kind, id] = contactId !== undefined ? ['contact', contactId] : ['lead', leadId]
  if (id === undefined) return null
  if (!overview) return <>{`${kind} ${id}`}</>
  return (
    <a href={`${overview.freshsales}/${kind}s/${id}`} target="_blank" rel="noreferrer">
      {`${kind} ${id}`}
      <span class="unseen"> in Freshsales</span>
      <span aria-hidden="true"> ↗</span>
    </a>
  )
}
