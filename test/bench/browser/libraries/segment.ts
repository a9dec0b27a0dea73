import { type Library, MODULES } from './library.ts'

/** The settings come inline, so that the library itself is measured and not its configuration. */
const head = `<script>window.analytics = { _cdn: location.origin }</script>
  <script src="/library.js"></script><script>
    window.client = AnalyticsNext.AnalyticsBrowser.load({
      writeKey: 'key',
      cdnURL: location.origin,
      cdnSettings: { integrations: { 'Segment.io': {
        apiKey: 'key', apiHost: 'COLLECT'.replace('http://', '') + '/v1', protocol: 'http' } } },
    })
    client.page()
    window.trackIt = (name) => client.track(name)
  </script>`

export const SEGMENT: Library = {
  name: 'Segment',
  file: `${MODULES}/@segment/analytics-next/dist/umd/index.js`,
  head,
  forms: {
    head,
    // The properties are a function of the page's; all fields is what the documentation leads to.
    after: `<script>client.then(([client]) => client.trackForm([...document.forms], 'Form Submitted',
      (form) => Object.fromEntries(new FormData(form))))</script>`,
    report: 'Form Submitted',
  },
}
