import { type Library, MADE } from './library.ts'

export const RUDDERSTACK: Library = {
  name: 'RudderStack',
  file: `${MADE}/rudderstack.js`,
  // With its configuration inline, as above all its plugins are: the npm package's bundled entry.
  head: `<script src="/library.js"></script><script>
    const client = new rudderanalytics.RudderAnalytics()
    client.load('key', 'COLLECT', {
      getSourceConfig: () => ({ source: {
        id: 'source', name: 'site', writeKey: 'key', enabled: true, workspaceId: 'workspace',
        config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
        connections: [], destinations: [], dataplanes: {} } }),
    })
    client.page()
    window.trackIt = (name) => client.track(name)
  </script>`,
}
