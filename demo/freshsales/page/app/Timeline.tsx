import { Fragment } from 'preact'
import { Icon } from './Icon.tsx'
import { ClockTime, dayOf } from './times.tsx'
import type { Entry } from './types.ts'
import { labelOf, textOf } from './words.ts'

const KINDS: { [type in Entry['type']]: string } = {
  note: 'Note',
  sales_activity: 'Activity',
  task: 'Task',
  appointment: 'Meeting',
  phone_call: 'Call',
  event: 'Website event',
  page_view: 'Page view',
}

/** A heading for each day and what happened on it, newest first. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return <p class="none">Nothing has happened yet.</p>
  return (
    <>
      {entries.map((entry, index) => {
        const [before, day] = [entries[index - 1], dayOf(entry.at)]
        const isNewDay = before === undefined || dayOf(before.at) !== day
        return (
          <Fragment key={`${entry.type} ${entry.id}`}>
            {isNewDay && <h4 class="day">{day}</h4>}
            <EntryCard entry={entry} />
          </Fragment>
        )
      })}
    </>
  )
}

function EntryCard({ entry }: { entry: Entry }) {
  const { type, title, event, url, description, notes, due_date, properties = {} } = entry
  const headline = title ?? event ?? (type === 'page_view' ? pathOf(url) : undefined)
  const text = description ?? notes
  const rows = Object.entries(properties)
  return (
    <article class={`entry entry-${type}`}>
      <span class="dot">
        <Icon name={type} />
      </span>
      <div class="said">
        <p class="meta">
          <span>{kindOf(entry)}</span>
          <ClockTime at={entry.at} />
        </p>
        {headline && <p class="headline">{headline}</p>}
        {type === 'task' && due_date && <p class="text">{`Due ${textOf(due_date)}`}</p>}
        {text && <p class="text">{text}</p>}
        {rows.length > 0 && (
          <ul class="properties">
            {rows.map(([name, value]) => (
              <li key={name}>
                <b>{labelOf(name)}</b> {textOf(value)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}

/** The activity's own type, unless its title says the same. */
const kindOf = ({ type, activity_type, title }: Entry) =>
  activity_type && activity_type !== title ? activity_type : KINDS[type]

const pathOf = (url = '') => (URL.canParse(url) ? new URL(url).host + new URL(url).pathname : url)
