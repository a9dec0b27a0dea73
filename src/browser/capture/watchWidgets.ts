import { attempt } from '../lib/attempt.ts'
import { on } from '../lib/on.ts'
import { passAlong } from './passAlong.ts'
import { reportWidget, type WidgetsKit } from './reportWidget.ts'
import { hostOf, widgetAt } from './widgets/hostOf.ts'
import type { Tell, Widget } from './widgets/widget.ts'
import type { WidgetEntry, WidgetModule } from './widgets/widgets.ts'

/** All frames of the page, also in open shadow roots. */
const framesIn = (root: ParentNode): HTMLIFrameElement[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    element.localName === 'iframe'
      ? (element as HTMLIFrameElement)
      : element.shadowRoot
        ? framesIn(element.shadowRoot)
        : [],
  )

/**
 * Reports what is handed in and booked in the widgets of other vendors. A file of its own, which only
 * pages get that have one; what is particular to a vendor is a file beside it.
 *
 * A message counts only from a host of the vendor, from a frame of this page that shows that vendor,
 * and in the vendor's shape; any other is nothing.
 */
export const watchWidgets = (kit: WidgetsKit): void => {
  const files = new Map<WidgetEntry, Promise<Widget | undefined>>()
  const listening = new Set<WidgetEntry>()
  const told = new Set<string>()

  const hear = async (entry: WidgetEntry, read: Parameters<Tell>[0], isFrame = false) => {
    try {
      const one = await read()
      const key = `${entry.file}-${one?.id}`
      if (!one || (one.id && told.has(key))) return
      told.add(key)
      reportWidget(kit, entry, one, isFrame)
    } catch {
      // Another shape is nothing, and nobody's error.
    }
  }

  const load = ({ file, hash, load }: WidgetEntry): Promise<WidgetModule> =>
    kit.importFile ? kit.importFile(`widgets/${file}`, hash) : load()

  const use = async (entry: WidgetEntry): Promise<Widget | undefined> => {
    const file =
      files.get(entry) ??
      load(entry).then(
        ({ widget }) => widget,
        () => undefined,
      )
    files.set(entry, file)
    const widget = await file
    // The next frame or script of this vendor tries again.
    if (!widget) files.delete(entry)
    if (widget?.listen && !listening.has(entry))
      if (attempt(() => widget.listen?.(window, (read) => hear(entry, read)))) listening.add(entry)
    return widget
  }

  const see = (one: EventTarget | null): void => {
    const { localName, src } = one as HTMLIFrameElement
    const entry = /^(script|iframe)$/.test(localName) ? widgetAt(src) : undefined
    if (entry) use(entry)
  }

  const onMessage = async ({ origin, source, data }: MessageEvent): Promise<void> => {
    const entry = widgetAt(origin)
    const widget = entry && (await use(entry))
    if (!entry || !source || !widget?.read) return
    hear(
      entry,
      () => {
        const one = widget.read?.(data)
        // Asked last: messages are many, and frames dear to find.
        const isItsFrame = (frame: HTMLIFrameElement): boolean =>
          frame.contentWindow === source && entry.hosts.test(hostOf(frame.src))
        return one && framesIn(document).some(isItsFrame) ? one : undefined
      },
      true,
    )
  }

  on('message', onMessage)
  for (const one of document.querySelectorAll('script,iframe')) see(one)
  document.addEventListener('load', ({ target }) => see(target), true)
  passAlong(kit)
}

/** What `forms.js` calls once the file is there. */
export { watchWidgets as start }
