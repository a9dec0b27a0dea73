import { useRef } from 'preact/hooks'

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
