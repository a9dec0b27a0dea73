import { LIBRARIES } from '../libraries/all.ts'
import type { FormCapture, Library } from '../libraries/library.ts'
import { pool } from '../pool.ts'
import { launch } from '../site/launch.ts'
import { FORM_CASES, type FormCase, SECRETS, VALUES } from './cases.ts'
import { type Submission, submitForm } from './submission.ts'

export const FORMS_LEGEND = `Forms: ✓ reported exactly when it was a sign-up, while the page's own form works
as without the library; behind ✗ stands what went wrong with either. Segment's properties are those of the
function that its documentation leads to. RudderStack and Umami capture no forms.`

const AT_ONCE = 4

type Row = Record<string, string>

/** Submits every form under every library that captures forms. */
export async function measureForms(): Promise<Record<string, Row>> {
  const libraries = LIBRARIES.filter(hasForms)
  const browser = await launch({ hasBackForwardCache: true })
  const rows: Record<string, Row> = Object.fromEntries(
    Object.keys(FORM_CASES).map((title) => [title, {}]),
  )
  const jobs = libraries.flatMap((library) =>
    Object.entries(FORM_CASES).map(([title, formCase]) => ({ library, title, formCase })),
  )
  try {
    await pool(jobs, AT_ONCE, async ({ library, title, formCase }) => {
      const submission = await submitForm(browser, library, formCase)
      rows[title] = { ...rows[title], [library.name]: verdict(formCase, submission) }
      if (title === 'native submit') Object.assign(rows, withContent(rows, library, submission))
    })
  } finally {
    await browser.close()
  }
  return rows
}

const hasForms = (library: Library): library is Library & { forms: FormCapture } => !!library.forms

function verdict({ isSignUp }: FormCase, { isReported, harm }: Submission): string {
  const mark = isReported === isSignUp && !harm ? '✓' : '✗'
  return [`${mark} ${isReported ? 'reported' : 'not reported'}`, harm].filter(Boolean).join(', ')
}

/** Rows of what was sent of a form's fields. */
function withContent(rows: Record<string, Row>, { name }: Library, { sent }: Submission) {
  const content = { ...VALUES, ...SECRETS }
  return Object.fromEntries(
    Object.entries(content).map(([field, value]) => {
      const title = `sends ${field}${field in SECRETS ? ', must not' : ''}`
      return [title, { ...rows[title], [name]: sent.includes(value) ? 'yes' : 'no' }]
    }),
  )
}
