const STYLE = `
  :host { all: initial }
  aside { position: fixed; inset: auto 12px 12px auto; z-index: 2147483647; width: 420px;
    box-sizing: border-box; max-width: calc(100vw - 24px); max-height: 70vh; overflow: auto; border-radius: 10px;
    background: #10151c; color: #e6edf3; font: 12px/1.5 ui-monospace, monospace;
    box-shadow: 0 8px 40px #0008 }
  header { position: sticky; top: 0; display: flex;
    padding: 8px 12px; background: #1c2530; font-weight: 700 }
  button { all: unset; cursor: pointer; padding: 0 6px }
  [aria-label=Fold] { margin-left: auto }
  button:focus-visible { outline: 2px solid #58a6ff }
  details { padding: 6px 12px; border-top: 1px solid #26303c }
  summary { cursor: pointer; color: #9fb3c8 }
  p { margin: 3px 0; overflow-wrap: anywhere }
  pre { margin: 3px 0 6px; white-space: pre-wrap; overflow-wrap: anywhere; color: #b6c6d6 }
  .good { color: #56d364 } .waiting { color: #e3b341 } .bad { color: #ff7b72 }
  .good::before { content: '✓ ' } .waiting::before { content: '… ' } .bad::before { content: '✗ ' }
  @media (prefers-color-scheme: light) {
    aside { background: #fff; color: #1f2328; box-shadow: 0 8px 40px #0004 }
    header { background: #eef1f4 } details { border-color: #d8dee4 } summary, pre { color: #59636e }
    .good { color: #1a7f37 } .waiting { color: #9a6700 } .bad { color: #cf222e }
  }
  aside.left { inset: auto auto 12px 12px } aside.top { inset: 12px 12px auto auto }
  aside.top.left { inset: 12px auto auto 12px }
  aside.folded { width: auto } aside.folded details { display: none }
  div div { padding: 4px 0 }`

export type Tone = 'good' | 'waiting' | 'bad' | ''

/** One part of the panel, to which lines are written. */
export interface Section {
  line: (text: string, tone?: Tone, detail?: unknown) => HTMLElement
  clear: () => void
  /** A part of its own within this one. */
  block: () => Section
}

/** An element with a text; never HTML, since what it shows came from the page. */
function element(name: string, text = '', tone: Tone = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  if (tone) made.className = tone
  return made
}

/** Opens the panel in a shadow root, where the page's style and its own do not meet. */
export function openPanel(
  title: string,
  onClose: () => void,
): { section: (name: string) => Section } {
  const host = document.createElement('fse-inspector')
  host.setAttribute('data-ignore', '')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]

  let isChosen = false
  const panel = element('aside')
  panel.setAttribute('role', 'complementary')
  panel.setAttribute('aria-label', title)
  const header = element('header', title)
  const close = element('button', '×')
  close.setAttribute('aria-label', 'Close')
  const fold = element('button', '–')
  fold.setAttribute('aria-label', 'Fold')
  fold.addEventListener('click', () => {
    panel.classList.toggle('folded')
    isChosen = true
  })
  const end = (): void => {
    host.remove()
    onClose()
  }
  close.addEventListener('click', end)
  panel.addEventListener('keydown', ({ key }) => key === 'Escape' && end())
  header.append(fold, close)
  panel.append(header)
  root.append(panel)
  document.body.append(host)
  const move = (): void => {
    if (!isChosen) keepClear(panel)
  }
  new ResizeObserver(move).observe(panel)
  for (const type of ['resize', 'scroll', 'focusin']) addEventListener(type, move, true)

  return { section: (name) => addSection(panel, name) }
}

/** What people click or type into. */
const USED = 'button,input:not([type=hidden]),select,textarea,a[href],[role=button]'

const PLACES = ['', 'left', 'top', 'top left']

/** Where nothing of the page that is used lies under the panel; if there is no such place, folded. */
function keepClear(panel: HTMLElement): void {
  const used = [...document.querySelectorAll(USED)].map((one) => one.getBoundingClientRect())
  const covers = (): boolean => {
    const { left, right, top, bottom } = panel.getBoundingClientRect()
    return used.some(
      (one) =>
        one.width && one.left < right && one.right > left && one.top < bottom && one.bottom > top,
    )
  }
  if (!covers()) return
  for (const fold of ['', ' folded'])
    for (const place of PLACES) {
      panel.className = place + fold
      if (!covers()) return
    }
}

function addSection(panel: HTMLElement, name: string): Section {
  const box = document.createElement('details')
  box.open = true
  box.append(element('summary', name))
  panel.append(box)
  return linesIn(box)
}

function linesIn(box: HTMLElement): Section {
  const lines = element('div')
  box.append(lines)
  return {
    clear: () => lines.replaceChildren(),
    block: () => linesIn(lines),
    line(text, tone, detail) {
      const line = element('p', text, tone)
      lines.append(line)
      if (detail) lines.append(element('pre', JSON.stringify(detail, null, 1)))
      return line
    },
  }
}
