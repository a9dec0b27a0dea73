import { useEffect, useRef } from 'preact/hooks'

interface LoginProps {
  /** Why the token did not open the console. */
  problem: string | undefined
  onToken(token: string): void
}

/** The form never leaves the page: its script takes the token. */
export function Login({ problem, onToken }: LoginProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    document.title = 'Locked · Console'
    field.current?.focus()
  }, [])
  return (
    <main class="login">
      <span class="mark" aria-hidden="true" />
      <h1>freshsales-edge</h1>
      <p class="muted">See that leads flow, and mend what Freshsales refused.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onToken(field.current?.value.trim() ?? '')
        }}
      >
        <label for="token">Admin token</label>
        <input
          ref={field}
          id="token"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="token-help"
          aria-invalid={problem !== undefined}
        />
        <p id="token-help" class="muted small">
          The secret ADMIN_TOKEN of this edge. It stays in this tab.
        </p>
        <p role="alert" class="problem">
          {problem}
        </p>
        <button type="submit" class="primary">
          Open the console
        </button>
      </form>
    </main>
  )
}
