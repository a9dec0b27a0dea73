import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** A library under test: its file, and how a page starts it so that `window.trackIt(name)` works. */
export interface Peer {
  name: string
  /** The file a page loads, as its makers ship it. */
  file: string
  /** The rest of the page's head; COLLECT stands for the collector. */
  start: string
}

const MODULES = 'test/bench/node_modules'

export const OURS: Peer = {
  name: 'freshsales-edge',
  file: 'dist/sdk.js',
  start: `<script>window.trackIt = (name) => analytics.track(name)</script>
    <script src="/library.js" data-write-key="key" data-endpoint="COLLECT" data-pages></script>`,
}

export const PLAUSIBLE: Peer = {
  name: 'Plausible',
  file: `${MODULES}/@plausible-analytics/tracker/plausible.js`,
  start: `<script type="module">
    import { init, track } from '/library.js'
    init({ domain: 'site.example', endpoint: 'COLLECT/api/event', captureOnLocalhost: true })
    window.trackIt = (name) => track(name, {})
  </script>`,
}

const SEGMENT: Peer = {
  name: 'Segment',
  file: `${MODULES}/@segment/analytics-next/dist/umd/index.js`,
  start: `<script src="/library.js"></script><script>
    const [client] = [AnalyticsNext.AnalyticsBrowser.load({ writeKey: 'key', cdnSettings: { integrations: {
      'Segment.io': { apiKey: 'key', apiHost: 'COLLECT'.replace('http://', '') + '/v1', protocol: 'http' } } } })]
    client.page()
    window.trackIt = (name) => client.track(name)
  </script>`,
}

const SNOWPLOW: Peer = {
  name: 'Snowplow',
  file: `${MODULES}/@snowplow/browser-tracker/dist/index.umd.min.js`,
  start: `<script src="/library.js"></script><script>
    const { newTracker, trackPageView, trackStructEvent } = window.snowplowBrowserTracking
    newTracker('sp', 'COLLECT', { appId: 'site', encodeBase64: false })
    trackPageView()
    window.trackIt = (name) => trackStructEvent({ category: 'bench', action: name })
  </script>`,
}

export const PEERS: readonly Peer[] = [OURS, PLAUSIBLE, SEGMENT, SNOWPLOW]

/** Fetches the peers from npm, once. */
export function installPeers(): void {
  if (PEERS.every(({ file }) => existsSync(file))) return
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefix', 'test/bench'],
    {
      stdio: 'inherit',
    },
  )
}
