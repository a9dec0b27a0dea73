import type { FormsView, FormView } from '../../outbox/operator/formView.ts'
import { FormRow } from './FormRow.tsx'
import { formatNumber, plural } from './format.ts'
import { usePolled } from './useDesk.ts'
import { WeekDigest } from './WeekDigest.tsx'

/** Whether every form works, and where leads come from. */
export function Forms() {
  const found = usePolled((api) => api('forms', {}))
  return (
    <>
      <h1 tabIndex={-1}>Forms</h1>
      <p class="muted">
        What each form sent in the last seven days, and what of it is in Freshsales; the bars show
        28. What needs a look comes first.
      </p>
      {found ? <Found found={found} /> : <p class="muted">Looking …</p>}
    </>
  )
}

function Found({ found: { now, forms, isMore, channels } }: { found: FormsView }) {
  if (forms.length === 0) return <NoForms />
  return (
    <>
      <ul class="card list">
        {forms.map((form) => (
          <FormRow key={form.id} form={form} now={now} />
        ))}
      </ul>
      {isMore && <p class="muted small">The {plural(forms.length, 'form')} used last.</p>}
      <div class="columns even">
        <Channels channels={channels} forms={forms} />
        <WeekDigest />
      </div>
    </>
  )
}

function NoForms() {
  return (
    <section class="card empty" aria-label="No forms yet">
      <p>
        No form has sent anything yet. With <code>data-forms</code> in your tag, each form that
        somebody hands in shows up here by itself: what it sent, what was delivered, and a word the
        same day when it falls silent.
      </p>
      <p>
        Open your page with <code>?analytics_debug=dry</code> to see what a form would send without
        sending it. Sign-ups that your server reports are counted here as well.
      </p>
    </section>
  )
}

/** How many leads came by which channel. */
function Channels({ channels, forms }: Pick<FormsView, 'channels'> & { forms: FormView[] }) {
  const most = Math.max(1, ...channels.map(({ leads }) => leads))
  const held = forms.length > 0 && channels.length === 0
  return (
    <section class="card" aria-labelledby="channels">
      <h2 id="channels">Leads by channel</h2>
      <p class="muted small">How they came last, in 28 days.</p>
      {held && <p class="empty">All that came in these days was held back.</p>}
      <ul class="shares">
        {channels.map(({ name, leads }) => (
          <li key={name}>
            <span class="who">{name}</span>
            <b>{formatNumber(leads)}</b>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect class="bar accepted" width={(100 * leads) / most} height="4" rx="1" />
            </svg>
          </li>
        ))}
      </ul>
    </section>
  )
}
