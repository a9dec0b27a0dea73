import { type Library, MODULES } from './library.ts'

const start = (options: string): string => `<script type="module">
    import { init, track } from '/library.js'
    init({ domain: 'site.example', endpoint: 'COLLECT/api/event', captureOnLocalhost: true, ${options} })
    window.trackIt = (name) => track(name, {})
  </script>`

export const PLAUSIBLE: Library = {
  name: 'Plausible',
  file: `${MODULES}/@plausible-analytics/tracker/plausible.js`,
  head: start(''),
  forms: { head: start('formSubmissions: true'), report: 'Form: Submission' },
}
