import { type Library, MADE } from './library.ts'

export const UMAMI: Library = {
  name: 'Umami',
  file: `${MADE}/umami.js`,
  head: `<script src="/library.js" data-website-id="site" data-host-url="COLLECT"></script>
    <script>window.trackIt = (name) => umami.track(name)</script>`,
}
