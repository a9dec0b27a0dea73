import { useEffect, useRef } from 'preact/hooks'
import type { Look } from './looks.ts'
import { Avatar, Badge, Stage } from './parts.tsx'
import { RecordLinks } from './RecordLinks.tsx'
import { Timeline } from './Timeline.tsx'
import type { Account, CrmRecord, Fact } from './types.ts'
import { labelOf, nameOf, textOf } from './words.ts'

interface RecordDetailProps {
  look: Look
  record: CrmRecord
  account: Account
}

/** One record, opened. */
export function RecordDetail({ look, record, account }: RecordDetailProps) {
  const name = nameOf(record)
  const list = `#/${look.name}`
  const heading = useFocusWhileOpen(list, record.id)
  return (
    <aside class="detail" aria-label="Details">
      <a class="back" href={list} aria-label="Close, back to the list">
        Close
      </a>
      <header class="head">
        <Avatar name={name} isSquare={!look.isPerson} />
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
          <p class="soft">{look.line(record, account)}</p>
        </div>
        <p class="badges">
          <Stage stage={look.stage(record)} />
          {record.tags.map((tag) => (
            <Badge key={tag} text={tag} kind="tag" />
          ))}
        </p>
      </header>
      <div class="halves">
        <section class="timeline" aria-label="Timeline">
          <h3>Timeline</h3>
          <Timeline entries={record.timeline} />
        </section>
        <div class="about">
          <RecordLinks look={look} record={record} account={account} />
          <Facts heading="Custom fields" facts={customFacts(record, account)} />
          {Object.entries(look.sections(record)).map(([heading, facts]) => (
            <Facts key={heading} heading={heading} facts={facts} />
          ))}
        </div>
      </div>
    </aside>
  )
}

/** Who works by keyboard goes to the record that opens and back to its row; Escape closes it. */
function useFocusWhileOpen(list: string, id: number) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) location.hash = list
    }
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
      document.querySelector<HTMLElement>(`#list a[href$="/${id}"]`)?.focus()
    }
  }, [list, id])
  return heading
}

/** Names and values, the unset ones left out. */
function Facts({ heading, facts }: { heading: string; facts: Fact[] }) {
  const set = facts.map(([label, value]) => [label, textOf(value)]).filter(([, text]) => text)
  if (set.length === 0) return null
  return (
    <section class="card">
      <h3>{heading}</h3>
      <dl class="facts">
        {set.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function customFacts({ custom_field }: CrmRecord, { labels }: Account): Fact[] {
  return Object.entries(custom_field).map(([name, value]) => [
    labels[name] ?? labelOf(name),
    // Several choices are kept as one text.
    typeof value === 'string' && /^[^;\n]+(;[^;\n]+)+$/.test(value)
      ? value.replaceAll(';', ', ')
      : value,
  ])
}
