import type { DigestView } from '../../outbox/operator/formView.ts'
import { CopyButton } from './CopyButton.tsx'
import { formatMoment } from './format.ts'
import { useOnce } from './useOnce.ts'

/** The last seven days in words, as they are sent where DIGEST asks for it. */
export function WeekDigest() {
  const { reply, problem } = useOnce((api) => api('digest', {}))
  return (
    <section class="card" aria-labelledby="digest">
      <div class="card-head">
        <h2 id="digest">The week in words</h2>
        {reply && <CopyButton label="the week" text={[reply.title, ...reply.lines].join('\n')} />}
      </div>
      {problem !== undefined && <p class="problem">{problem}</p>}
      {reply && <Words digest={reply} />}
    </section>
  )
}

function Words({ digest: { title, lines, sentAt } }: { digest: DigestView }) {
  return (
    <div class="words">
      <p class="who">{title}</p>
      {lines.map((line, index) => (
        <p key={index} class={line.startsWith('• ') ? 'point' : ''}>
          {line}
        </p>
      ))}
      <p class="muted small">
        {sentAt === undefined ? (
          <>
            To get it as a message once a week, set <code>DIGEST</code>, for example to{' '}
            <code>Monday 08:00 Europe/Berlin</code>.
          </>
        ) : (
          `Sent next on ${formatMoment(sentAt)}.`
        )}
      </p>
    </div>
  )
}
