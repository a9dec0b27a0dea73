import { useRef, useState } from 'preact/hooks'
import { Export } from './Export.tsx'
import { NeverAgain } from './NeverAgain.tsx'
import { SubjectRow } from './Row.tsx'
import { usePolled } from './useDesk.ts'

/** The newest people, and the search for the others. */
export function People() {
  const [text, setText] = useState('')
  const found = usePolled((api) => api('findPeople', { text }), [text])
  const { subjects = [], isMore = false } = found ?? {}
  return (
    <>
      <div class="card-head">
        <h1 tabIndex={-1}>People</h1>
        <Export what="people" />
      </div>
      <p class="muted">
        Everyone the edge has met, by name, e-mail address, userId or anonymousId; any part of it is
        enough.
      </p>
      <SearchForm label="Name, e-mail address or userId" onSearch={setText} />
      {subjects.length > 0 && (
        <section aria-labelledby="found">
          <h2 id="found">{headingFor(text, subjects.length, isMore)}</h2>
          <ul class="card list">
            {subjects.map((each) => (
              <SubjectRow key={each.id} subject={each} />
            ))}
          </ul>
        </section>
      )}
      {subjects.length === 0 && <p class="card empty">{emptyText(text, found !== undefined)}</p>}
      <NeverAgain />
    </>
  )
}

function headingFor(text: string, count: number, isMore: boolean): string {
  if (text === '') return isMore ? `Newest ${count} of many` : 'Newest'
  return isMore ? `First ${count} of many: type more of it` : `Found: ${count}`
}

function emptyText(text: string, hasLooked: boolean): string {
  if (!hasLooked) return 'Looking …'
  return text === ''
    ? 'Nobody has introduced themselves yet. Whoever fills in a form on your site shows up here.'
    : `Nobody here has “${text}” in their name or address. People who have done nothing for a long time are forgotten; they are still in Freshsales.`
}

interface SearchFormProps {
  label: string
  placeholder?: string
  /** An emptied field searches for nothing, which shows everything again. */
  onSearch(text: string): void
}

export function SearchForm({ label, placeholder = label, onSearch }: SearchFormProps) {
  const field = useRef<HTMLInputElement>(null)
  const search = () => onSearch(field.current?.value.trim() ?? '')
  return (
    <search>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label={label}
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          maxLength={320}
          onInput={() => field.current?.value === '' && search()}
        />
        <button type="submit" class="primary">
          Search
        </button>
      </form>
    </search>
  )
}
