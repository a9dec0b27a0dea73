import type { Look } from './looks.ts'
import { Avatar, Badge } from './parts.tsx'
import type { Account, CrmRecord } from './types.ts'
import { counted, money, nameOf } from './words.ts'

interface RecordLinksProps {
  look: Look
  record: CrmRecord
  account: Account
}

/** The other records that a record belongs to. */
export function RecordLinks({ look, record, account }: RecordLinksProps) {
  const accounts = look.kind === 'contacts' ? (record.sales_accounts ?? []) : []
  const deals = look.kind === 'contacts' ? dealsOf(record, account) : []
  const people = look.people(record, account)
  const heading = [
    accounts.length > 0 && counted(accounts.length, 'account'),
    deals.length > 0 && counted(deals.length, 'deal'),
    people.length > 0 && counted(people.length, 'contact'),
  ].filter(Boolean)
  if (heading.length === 0) return null
  return (
    <section class="card">
      <h3>{heading.join(', ')}</h3>
      <ul class="links">
        {accounts.map(({ id, name, is_primary }) => (
          <li key={id}>
            <a href={`#/accounts/${id}`}>
              <Avatar name={name} isSquare />
              {name}
            </a>
            {is_primary && accounts.length > 1 && <Badge text="primary" />}
          </li>
        ))}
        {deals.map((deal) => (
          <li key={deal.id}>
            <a href={`#/deals/${deal.id}`}>{nameOf(deal)}</a>
            <span class="soft">{money(deal['amount'])}</span>
          </li>
        ))}
        {people.map((person) => (
          <li key={person.id}>
            <a href={`#/contacts/${person.id}`}>
              <Avatar name={nameOf(person)} />
              {nameOf(person)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const dealsOf = ({ id }: CrmRecord, { deals }: Account) =>
  deals.filter((deal) => !deal.is_deleted && deal.contacts?.includes(id))
