import type { Options } from '../options.ts'
import { isOn } from '../settings.ts'
import type { Section, Tone } from './panel.ts'

type Finding = readonly [text: string, tone: Tone]

/** Asks the edge, and looks around in the page, for what is usually wrong. */
export async function checkInstallation(
  section: Section,
  settings: Options,
  isDry: boolean,
): Promise<void> {
  const { writeKey } = settings
  const endpoint = new URL(settings.endpoint).origin
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (blockedURI.startsWith(endpoint))
      section.line(cspAdvice(effectiveDirective, endpoint), 'bad')
  })
  const tell = (finding: Finding): void => {
    section.line(...finding)
    if (finding[1] === 'bad') console.error('analytics:', finding[0])
  }
  for (const finding of [tagFinding(), ...featureFindings(settings), storageFinding()])
    tell(finding)
  const edge: Finding = !writeKey
    ? ['The tag has no data-write-key; a tag manager may have stripped it', 'bad']
    : isDry
      ? ['Dry: nothing is sent, so the edge is not asked either', 'waiting']
      : await edgeFinding(endpoint, writeKey)
  tell(edge)
}

const cspAdvice = (directive: string, endpoint: string): string =>
  `The Content-Security-Policy blocks the edge: add ${new URL(endpoint).origin} to ${directive}`

function tagFinding(): Finding {
  const tags = document.querySelectorAll('script[data-write-key]').length
  return tags > 1
    ? [`The script tag is there ${tags} times: remove all but one`, 'bad']
    : ['Included once', 'good']
}

const featureFindings = ({ pages, forms }: Options): Finding[] => [
  isOn(pages) ? ['Page views are on', 'good'] : ['Page views are off: no data-pages', 'waiting'],
  formsFinding(forms),
]

/** What is neither empty nor `true` is a selector, and so is `1`. */
function formsFinding(forms: Options['forms']): Finding {
  if (!isOn(forms)) return ['Forms are off: no data-forms', 'waiting']
  const selector = `${forms}`
  if (/^(true)?$/.test(selector)) return ['Forms are on', 'good']
  const advice = 'For all forms write data-forms alone'
  try {
    return document.querySelector(selector)
      ? [`Forms are on, those of ${selector}`, 'good']
      : [`data-forms="${selector}" finds no form here. ${advice}`, 'waiting']
  } catch {
    return [`data-forms="${selector}" is no selector: no form is reported. ${advice}`, 'bad']
  }
}

function storageFinding(): Finding {
  try {
    localStorage.setItem('fse.check', '1')
    localStorage.removeItem('fse.check')
    return ['The browser keeps what waits', 'good']
  } catch {
    return ['Storage is denied: events that fail are lost when the page closes', 'waiting']
  }
}

/** An empty batch: nothing is stored, but key, origin and network are tested. */
async function edgeFinding(endpoint: string, writeKey: string): Promise<Finding> {
  const body = JSON.stringify({ batch: [], writeKey })
  const response = await fetch(`${endpoint}/v1/batch`, {
    method: 'POST',
    body,
    credentials: 'omit',
  }).catch(() => undefined)
  if (!response) return unreachableFinding(endpoint)
  if (response.status === 401)
    return ['The edge does not know this write key: see WRITE_KEYS', 'bad']
  if (response.status >= 500) return [`The edge answers ${response.status}: see its /health`, 'bad']
  const { test } = await response.json().catch(() => ({}))
  return test
    ? [
        'A test key: what it sends is planned, shown below and in the console, and goes no further',
        'waiting',
      ]
    : ['The edge answers, and knows the write key and this site', 'good']
}

/** A browser hides why a request failed; one that asks for nothing tells at least that somebody is there. */
async function unreachableFinding(endpoint: string): Promise<Finding> {
  const isThere = await fetch(`${endpoint}/health`, { mode: 'no-cors' }).then(
    () => true,
    () => false,
  )
  return isThere
    ? [`The edge does not answer this site: add ${location.origin} to ALLOWED_ORIGINS`, 'bad']
    : [
        `${endpoint} cannot be reached: a content blocker, the Content-Security-Policy (connect-src), or a wrong address`,
        'bad',
      ]
}
