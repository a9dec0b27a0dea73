import { useState } from 'preact/hooks'
import type { Finding } from '../questions.ts'
import { Copied } from './CopyButton.tsx'
import { FirstLead } from './FirstLead.tsx'
import { guide } from './guides.ts'
import { useDesk } from './useDesk.ts'
import { useOnce } from './useOnce.ts'

const HIDDEN = 'freshsales-edge-welcome-hidden'

/** What a newcomer sees until the first lead of the site is in Freshsales. */
export function Welcome() {
  const { isMisconfigured } = useDesk()
  const { reply, problem, isBusy, again } = useOnce((api) => api('setup', {}))
  const [isHidden, setHidden] = useState(() => localStorage.getItem(HIDDEN) !== null)
  if (isHidden && !isMisconfigured) return null
  const hide = () => {
    localStorage.setItem(HIDDEN, '1')
    setHidden(true)
  }
  return (
    <section class="card welcome" aria-labelledby="welcome">
      <div class="card-head">
        <h2 id="welcome">To your first lead</h2>
        {!isMisconfigured && (
          <button type="button" class="plain" onClick={hide}>
            Hide
          </button>
        )}
      </div>
      <ol>
        <li>
          <h3>Settings and account</h3>
          <Findings findings={reply?.findings} problem={problem} />
          <button type="button" disabled={isBusy} onClick={() => void again()}>
            {isBusy ? 'Checking …' : 'Check again'}
          </button>
        </li>
        <li>
          <h3>The tag, for every page of your site</h3>
          {reply?.writeKey === undefined ? (
            <p class="muted">It stands here as soon as the settings are right.</p>
          ) : (
            <Tag writeKey={reply.writeKey} />
          )}
        </li>
        {reply?.writeKey !== undefined && (
          <li>
            <h3>The lead</h3>
            <FirstLead writeKey={reply.writeKey} />
          </li>
        )}
      </ol>
    </section>
  )
}

const RECIPES = guide('docs/sdk.md#recipes')

const GUIDES: readonly [string, string][] = [
  ['WordPress', RECIPES],
  ['Tag Manager', RECIPES],
  ['Next.js, React, Vue', RECIPES],
  ['Consent banners', guide('docs/sdk.md#consent-and-privacy')],
  ['A form is not understood', guide('docs/forms.md')],
]

function Tag({ writeKey }: { writeKey: string }) {
  const { origin, hostname } = location
  const tag = `<script async src="${origin}/sdk.js" data-write-key="${writeKey}" data-pages data-forms></script>`
  return (
    <>
      {hostname.endsWith('.workers.dev') && (
        <p class="note">
          First give the edge a host of your own site, such as <code>t.acme.com</code>: content
          blockers leave it alone, and Safari keeps who a visitor is for longer than a week. In
          Cloudflare’s dashboard: this Worker → Settings → Domains &amp; Routes → Add → Custom
          domain. Then open the console there.{' '}
          <a href={guide('docs/operations.md#your-own-domain')} target="_blank" rel="noreferrer">
            How
          </a>
        </p>
      )}
      <Copied label="The tag" text={tag} />
      <p class="small">
        Open a page of yours with <code>?analytics_debug=dry</code>: it shows how each form is read,
        and sends nothing.
      </p>
      <p class="small guides">
        {GUIDES.map(([name, address]) => (
          <a key={name} href={address} target="_blank" rel="noreferrer">
            {name}
          </a>
        ))}
      </p>
    </>
  )
}

const MARKS: { readonly [mark in Finding['mark']]: [sign: string, word: string] } = {
  good: ['✓', 'Right'],
  note: ['!', 'Worth knowing'],
  bad: ['✗', 'To mend'],
}

interface FindingsProps {
  /** Undefined while they are looked for. */
  findings: readonly Finding[] | undefined
  /** Why there are none. */
  problem: string | undefined
}

/** What the doctor says. */
export function Findings({ findings, problem }: FindingsProps) {
  if (problem !== undefined) return <p class="problem">{problem}</p>
  if (!findings) return <p class="muted">The doctor is asking Freshsales …</p>
  return (
    <ul class="findings">
      {findings.map(({ mark, text, advice }) => {
        const [sign, word] = MARKS[mark]
        return (
          <li key={text} class={`finding ${mark}-one`}>
            <span class="sign" role="img" aria-label={word}>
              {sign}
            </span>
            <span>
              {sentence(text)}
              {advice !== undefined && <span class="advice">{advice}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** In a terminal the account's address stands above as a title. */
function sentence(text: string): string {
  const whole = text.replace(/^answers /, 'The account answers ')
  return whole.charAt(0).toUpperCase() + whole.slice(1)
}
