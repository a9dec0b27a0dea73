/** What an edge costs, from counted operations and published prices: written by `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs'

/** Of a visit of `VIEWS` page views at most; test/edge/delivery/cost.test.ts counts them. */
export interface Counted {
  requests: number
  /** Calls of the Worker and of each other. */
  asks: number
  alarms: number
  calls: number
  rowsWritten: number
  rowsRead: number
}

type Kind = 'stranger, batch' | 'stranger, send' | 'known' | 'sign-up'

const COUNTED: { readonly [kind in Kind]: Counted } = JSON.parse(
  readFileSync('test/fixtures/cost.json', 'utf8'),
)

/** Page views of a counted visit. */
const VIEWS = 3

const DAYS = 31
const MILLION = 1_000_000

const PRICES_OF = '1 December 2026'
const SOURCES = {
  workers: 'https://developers.cloudflare.com/workers/platform/pricing/',
  objects: 'https://developers.cloudflare.com/durable-objects/platform/pricing/',
}

/** Not counted but taken: what the bench of the edge and Freshsales need at most. */
const CPU_MS = 2
const AWAKE_SECONDS = 0.1
const CALL_SECONDS = 1
const OBJECT_GB = 0.128

/** What Cloudflare counts: what is free on a day of the free plan, included in a paid month, and $ a million beyond. */
const BILLED = {
  'Worker requests': { free: 100_000, included: 10 * MILLION, price: 0.3 },
  'Worker CPU ms': { free: Number.POSITIVE_INFINITY, included: 30 * MILLION, price: 0.02 },
  'object requests': { free: 100_000, included: MILLION, price: 0.15 },
  'object GB-s': { free: 13_000, included: 400_000, price: 12.5 },
  'rows read': { free: 5 * MILLION, included: 25_000 * MILLION, price: 0.001 },
  'rows written': { free: 100_000, included: 50 * MILLION, price: 1 },
} as const

type Billed = keyof typeof BILLED
type Amounts = { [what in Billed]: number }

const BASE_PRICE = 5

const amountsOf = ({ requests, asks, alarms, calls, ...rows }: Counted): Amounts => ({
  'Worker requests': requests,
  'Worker CPU ms': requests * CPU_MS,
  'object requests': Math.round((asks + alarms) * 10) / 10,
  'object GB-s': ((asks + alarms) * AWAKE_SECONDS + calls * CALL_SECONDS) * OBJECT_GB,
  'rows read': rows.rowsRead,
  'rows written': rows.rowsWritten,
})

const MODES = ['keep', 'batch', 'send'] as const
type Mode = (typeof MODES)[number]

/** A month of a site. */
export interface Site {
  views: number
  signUps: number
  /** Which part of the page views is by known people. */
  known: number
  mode: Mode
}

/** Deleting a row is one as well: a stranger is forgotten 30 days after their last visit. */
const FORGETTING_ROWS = 1

const NOTHING: Counted = {
  requests: 0,
  asks: 0,
  alarms: 0,
  calls: 0,
  rowsWritten: 0,
  rowsRead: 0,
}

function strangerOf(mode: Mode): Counted {
  if (mode === 'keep') return NOTHING
  const counted = COUNTED[`stranger, ${mode}`]
  return { ...counted, rowsWritten: counted.rowsWritten + FORGETTING_ROWS }
}

/** What Cloudflare counts in the month. */
function monthOf({ views, signUps, known, mode }: Site): Amounts {
  const parts: [visits: number, counted: Counted][] = [
    [signUps, COUNTED['sign-up']],
    [(views * known) / VIEWS, COUNTED.known],
    [(views * (1 - known)) / VIEWS, strangerOf(mode)],
  ]
  const month = amountsOf(NOTHING)
  for (const [visits, counted] of parts)
    for (const [what, amount] of Object.entries(amountsOf(counted)))
      month[what as Billed] += visits * amount
  return month
}

/** $ a month on the paid plan. */
export function priceOf(site: Site): number {
  const month = monthOf(site)
  const beyond = Object.entries(BILLED).map(
    ([what, { included, price }]) =>
      (Math.max(0, month[what as Billed] - included) / MILLION) * price,
  )
  return beyond.reduce((sum, each) => sum + each, BASE_PRICE)
}

/** What the free plan ends at first, and how much of its day that takes. */
function tightest(site: Site): { what: string; share: number } {
  const month = monthOf(site)
  const shares = Object.entries(BILLED).map(([what, { free }]) => ({
    what,
    share: month[what as Billed] / DAYS / free,
  }))
  return shares.reduce((most, each) => (each.share > most.share ? each : most))
}

/** Page views a month with which the free plan is used up. */
export function freeViews(site: Omit<Site, 'views'>): { views: number; what: string } {
  const before = tightest({ ...site, views: 0 }).share
  const slope = tightest({ ...site, views: MILLION }).share - before
  const views = Math.floor(((1 - before) / slope) * 10) * (MILLION / 10)
  return { views: Math.max(0, views), what: tightest({ ...site, views: MILLION }).what }
}

const VIEWS_OF_SITES = [10_000, 100_000, MILLION, 10 * MILLION, 100 * MILLION]
const SIGN_UPS = [1, 100, 3_000, 20_000]
const KNOWN = [0.01, 0.05]

const number = (value: number): string => value.toLocaleString('en-US')
const percent = (part: number): string => `${part * 100} %`
const dollars = (price: number): string =>
  `$${price < 100 ? price.toFixed(2) : number(Math.round(price))}`

const table = (head: string[], rows: (string | number)[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const short = (views: number): string =>
  views < MILLION ? number(views) : `${views / MILLION} million`

/** Free where the free plan does for it, else the paid month. */
const cell = (site: Site): string => (tightest(site).share <= 1 ? 'free' : dollars(priceOf(site)))

function prices(known: number): string {
  const rows = VIEWS_OF_SITES.flatMap((views) =>
    MODES.map((mode) => [
      short(views),
      `\`${mode}\``,
      ...SIGN_UPS.map((signUps) => cell({ views, signUps, known, mode })),
    ]),
  )
  const head = [
    'page views a month',
    '`data-anonymous`',
    ...SIGN_UPS.map((n) => `sign-ups: ${number(n)}`),
  ]
  return table(head, rows)
}

function ceilings(): string {
  const rows = SIGN_UPS.flatMap((signUps) =>
    KNOWN.map((known) => [
      number(signUps),
      percent(known),
      ...MODES.map((mode) => {
        const { views, what } = freeViews({ signUps, known, mode })
        return views > 0 ? `${short(views)} (${what})` : 'none'
      }),
    ]),
  )
  return table(
    ['sign-ups a month', 'views by known people', ...MODES.map((mode) => `\`${mode}\``)],
    rows,
  )
}

function perVisit(): string {
  const rows = (Object.entries(COUNTED) as [Kind, Counted][]).map(([kind, counted]) => [
    kind,
    counted.requests,
    amountsOf(counted)['object requests'],
    counted.rowsWritten,
    counted.rowsRead,
    counted.calls,
  ])
  const head = [
    'a visit of three page views',
    'Worker requests',
    'object requests',
    'rows written',
    'rows read',
    'Freshsales calls',
  ]
  return table(head, [['stranger, keep', 0, 0, 0, 0, 0], ...rows])
}

function published(): string {
  const rows = Object.entries(BILLED).map(([what, { free, included, price }]) => [
    what,
    Number.isFinite(free) ? number(free) : '10 a request',
    number(included),
    `$${price}`,
  ])
  return table(['', 'free plan, a day', `paid plan, included in a month`, 'a million more'], rows)
}

export const costPage = (): string => `# What it costs

At Cloudflare, a month. Made by \`npm run docs\` from operations that are counted
(\`test/edge/delivery/cost.test.ts\`) and from the prices that Cloudflare publishes for
[Workers](${SOURCES.workers}) and [Durable Objects](${SOURCES.objects}), as of ${PRICES_OF}.
What Freshsales costs is not part of it.

A stranger's page view costs nothing: it stays on the device (\`data-anonymous="keep"\`, the default). You
pay for people who introduce themselves, and for what they do afterwards. The script and the console's
files are static assets, which Cloudflare does not charge.

## By size of the site

"free" is the free plan; everything else the paid one, of which $${BASE_PRICE} are its base. A sign-up is a visit of three
page views that ends with a form, brought to the CRM with contact, attribution and timeline entry.

### ${percent(KNOWN[0] as number)} of the page views by known people

${prices(KNOWN[0] as number)}

### ${percent(KNOWN[1] as number)} of the page views by known people

${prices(KNOWN[1] as number)}

## How far the free plan goes

Page views a month, and what is used up then, if each day has its share.

${ceilings()}

## What is counted

At most, with each request worked off before the next one comes; on a busy edge several are folded together and
need fewer rows. Ten visits come to the same object of strangers on a day. To forget a stranger after 30 days is a
row more, which the prices above have in them.

${perVisit()}

Not counted but taken: ${CPU_MS} ms of CPU a request, ${AWAKE_SECONDS} s that the object is awake for each of its requests, and
${CALL_SECONDS} s for each call to Freshsales, at ${OBJECT_GB} GB. Storage is left out: it holds people, not page views, and the free plan's 5 GB
are some millions of them.

## The prices

${published()}
`

if (import.meta.main) writeFileSync('docs/cost.md', costPage())
