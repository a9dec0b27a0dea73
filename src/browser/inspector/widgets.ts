import type { Analytics } from '../api.ts'
import { widgetAt } from '../capture/widgets/hostOf.ts'
import type { Options } from '../options.ts'
import type { Section } from './panel.ts'

/** What `widgets.js` tells of something handed in. */
interface WidgetNews {
  name: string
  event: string
  traits: object
}

/** Names the widgets of other vendors that are on the page, and tells what each has told. */
export function showWidgets(section: Section, analytics: Analytics, settings: Options): void {
  const isOn = settings.widgets !== 'off' && /^(true|form)?$/.test(`${settings.forms}`)
  const seen = new Set<string>()
  const see = (one: EventTarget | null): void => {
    const { localName, src } = one as HTMLIFrameElement
    const { name } = (/^(script|iframe)$/.test(localName) && widgetAt(src)) || {}
    if (!name || seen.has(name)) return
    seen.add(name)
    if (isOn)
      section.line(`${name} is on the page: what is sent or booked in it is reported`, 'good')
    else section.line(`${name} is on the page, and is not listened to: see data-widgets`, 'waiting')
  }
  for (const one of document.querySelectorAll('script,iframe')) see(one)
  document.addEventListener('load', ({ target }) => see(target), true)
  // `widget` is no event of the public interface.
  const listen = analytics.on as unknown as (name: string, hear: (news: WidgetNews) => void) => void
  listen('widget', ({ name, event, traits }) => {
    const known = Object.keys(traits).join(', ')
    section.line(
      known
        ? `${name}: ${event}, with ${known}`
        : `${name}: ${event}; the page is not told by whom`,
      known ? 'good' : 'waiting',
    )
  })
}
