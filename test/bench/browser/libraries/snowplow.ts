import { type Library, MODULES } from './library.ts'

const UMD = 'dist/index.umd.min.js'

const start = `const { newTracker, trackPageView, trackStructEvent } = window.snowplowBrowserTracking
    window.trackIt = (name) => trackStructEvent({ category: 'bench', action: name })`

export const SNOWPLOW: Library = {
  name: 'Snowplow',
  file: `${MODULES}/@snowplow/browser-tracker/${UMD}`,
  head: `<script src="/library.js"></script><script>${start}
    newTracker('sp', 'COLLECT', { appId: 'site', encodeBase64: false })
    trackPageView()
  </script>`,
  forms: {
    // The plugin is not published for the newest tracker, so both are of the last common version.
    files: {
      library: `${MODULES}/snowplow-tracker-for-forms/${UMD}`,
      plugin: `${MODULES}/@snowplow/browser-plugin-form-tracking/${UMD}`,
    },
    head: `<script src="/library.js"></script><script src="/plugin.js"></script><script>${start}
    const { FormTrackingPlugin, enableFormTracking } = window.snowplowFormTracking
    newTracker('sp', 'COLLECT', { appId: 'site', encodeBase64: false, plugins: [FormTrackingPlugin()] })
    </script>`,
    after: '<script>enableFormTracking()</script>',
    report: 'submit_form',
  },
}
