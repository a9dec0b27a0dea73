import type { Options } from '../options.ts'
import type { Section, Tone } from './panel.ts'

type Finding = readonly [text: string, tone: Tone]

/** Asks the edge, and looks around in the page, for what is usually wrong. */
export async function checkInstallation(section: Section, settings: Options): Promise<void> {
  const { writeKey } = settings
  const endpoint = new URL(settings.endpoint).origin
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (blockedURI.startsWith(endpoint))
      section.line(cspAdvice(effectiveDirective, endpoint), 'bad')
  })
  for (const finding of [tagFinding(), storageFinding(), await edgeFinding(endpoint, writeKey)])
    section.line(...finding)
}

const cspAdvice = (directive: string, endpoint: string): string =>
  `The Content-Security-Policy blocks the edge: add ${new URL(endpoint).origin} to ${directive}`

function tagFinding(): Finding {
  const tags = document.querySelectorAll('script[data-write-key]').length
  return tags > 1
    ? [`The script tag is there ${tags} times: remove all but one`, 'bad']
    : ['Included once', 'good']
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
  if (!response) {
    return [
      `${endpoint} cannot be reached: a content blocker, the Content-Security-Policy (connect-src), ALLOWED_ORIGINS, or a wrong address`,
      'bad',
    ]
  }
  if (response.status === 401)
    return ['The edge does not know this write key: see WRITE_KEYS', 'bad']
  if (response.status === 403)
    return [`The edge does not allow ${location.origin}: see ALLOWED_ORIGINS`, 'bad']
  if (response.status >= 500) return [`The edge answers ${response.status}: see its /health`, 'bad']
  return ['The edge answers, and knows the write key and this site', 'good']
}
