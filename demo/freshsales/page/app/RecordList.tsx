import type { Look } from './looks.ts'
import { Avatar, Stage } from './parts.tsx'
import { Ago } from './times.tsx'
import type { Account, CrmRecord } from './types.ts'
import { seedAccount } from './useAccount.ts'
import { nameOf } from './words.ts'

interface RecordListProps {
  look: Look
  account: Account
  /** In lower case; empty shows everything. */
  search: string
  /** The record that is open beside it. */
  open: number | undefined
}

/** All records of a kind, the newest first. */
export function RecordList({ look, account, search, open }: RecordListProps) {
  const shown = account[look.kind]
    .filter((record) => !record.is_deleted && holds(record, search))
    .toReversed()
  return (
    <>
      <p class="columns" aria-hidden="true">
        {look.columns.map((title) => (
          <span key={title}>{title}</span>
        ))}
      </p>
      <ol class={`list list-${look.name}`} id="list" tabIndex={-1}>
        {shown.map((record) => (
          <Row
            key={record.id}
            look={look}
            record={record}
            account={account}
            isOpen={record.id === open}
          />
        ))}
        {shown.length === 0 && (
          <li class="empty">
            <p>{search ? 'Nothing here has that in it.' : look.empty}</p>
            {search === '' && look.kind === 'contacts' && (
              <button type="button" onClick={() => void seedAccount()}>
                Bring in made-up people
              </button>
            )}
          </li>
        )}
      </ol>
    </>
  )
}

const holds = (record: CrmRecord, search: string) =>
  search === '' || JSON.stringify(record).toLowerCase().includes(search)

interface RowProps {
  look: Look
  record: CrmRecord
  account: Account
  isOpen: boolean
}

function Row({ look, record, account, isOpen }: RowProps) {
  const name = nameOf(record)
  const line = look.kind === 'contacts' ? record.email : look.line(record, account)
  return (
    <li>
      <a
        class="row"
        href={`#/${look.name}/${record.id}`}
        aria-current={isOpen ? 'true' : undefined}
      >
        <Avatar name={name} isSquare={!look.isPerson} />
        <span class="who">
          <b>{name}</b>
          <span class="soft">{line === name ? '' : line}</span>
        </span>
        <span class="company">{look.extra(record)}</span>
        <span class="stage">
          <Stage stage={look.stage(record)} />
        </span>
        <span class="origin" title={look.origin(record)}>
          {look.origin(record)}
        </span>
        <span class="when">
          <Ago at={record.timeline[0]?.at ?? record.updated_at} />
        </span>
      </a>
    </li>
  )
}
