import type { Browser, Page } from 'playwright-core'
import { pause } from '../../../helpers/website.ts'
import type { FormCapture, Library } from '../libraries/library.ts'
import { openSite, type Site } from '../site/site.ts'
import { type FormCase, SECRETS, VALUES } from './cases.ts'

export interface Submission {
  isReported: boolean
  /** What went wrong with the page's own form; empty when nothing did. */
  harm: string
  /** Everything that the library sent. */
  sent: string
}

const SETTLE_MS = 1_000

/** Reports of what must first succeed take their time; whoever has not spoken by then never does. */
const REPORTED_WITHIN_MS = 2_500

/** Fills a form in as a visitor does, submits it, and looks at what became of it. */
export async function submitForm(
  browser: Browser,
  library: Library & { forms: FormCapture },
  formCase: FormCase,
): Promise<Submission> {
  const { files, head, after = '', report } = library.forms
  const site = await openSite({
    library: library.file,
    ...files,
    head,
    body: `<body>${formCase.body}${after}`,
  })
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(site.home)
    await pause(SETTLE_MS)
    for (const [name, value] of Object.entries({ ...VALUES, ...SECRETS }))
      if (name !== 'token') await page.fill(`[name=${name}]`, value)
    await submit(page, formCase)
    await pause(REPORTED_WITHIN_MS)
    const sent = site.collector.taken.map(({ body }) => decoded(body)).join()
    return { isReported: sent.includes(report), harm: harmOf(formCase, site, page), sent }
  } finally {
    await context.close()
    site.close()
  }
}

const submit = (page: Page, { submit }: FormCase): Promise<unknown> =>
  submit ? page.evaluate(submit) : page.click('[value=right]', { noWaitAfter: true })

/** Some libraries encode what they send. */
function decoded(body: string): string {
  try {
    return body + decodeURIComponent(body.replaceAll('+', ' '))
  } catch {
    return body
  }
}

function harmOf({ reaches, stays }: FormCase, { submissions, home }: Site, page: Page): string {
  const paths = submissions.map(({ path }) => path)
  const [first] = submissions
  if (reaches && !paths.includes(reaches.path)) return 'never submitted'
  if (!reaches && first) return 'submitted anyway'
  if (stays && page.url() !== home) return 'page left'
  if (paths.length > 1) return `submitted ${paths.length} times`
  if (reaches?.body && !first?.body.includes(reaches.body)) return 'button value lost'
  return ''
}
