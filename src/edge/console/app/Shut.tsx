import { useEffect, useState } from 'preact/hooks'
import { Copied } from './CopyButton.tsx'

/** Nobody has set a token: how to, and nothing else. */
export function Shut() {
  const [token] = useState(makeToken)
  useEffect(() => {
    document.title = 'Shut · Console'
  }, [])
  return (
    <main class="login shut">
      <span class="mark" aria-hidden="true" />
      <h1>The console has no key yet</h1>
      <p>
        Set the secret <code>ADMIN_TOKEN</code> of this Worker, at least 12 characters. This one was
        made up in your browser just now, and nobody else has seen it:
      </p>
      <Copied label="ADMIN_TOKEN" text={token} />
      <h2>In Cloudflare’s dashboard</h2>
      <p>
        Workers &amp; Pages → this Worker → Settings → Variables and Secrets → Add: type Secret,
        name <code>ADMIN_TOKEN</code>, then Deploy.
      </p>
      <h2>Or where the Worker’s files are</h2>
      <Copied label="Command" text="npx wrangler secret put ADMIN_TOKEN" />
      <p>
        Keep it where you keep passwords, and{' '}
        <button type="button" class="link" onClick={() => location.reload()}>
          load this page again
        </button>
        .
      </p>
    </main>
  )
}

const TOKEN_BYTES = 24

function makeToken(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))))
}
