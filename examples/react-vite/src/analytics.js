import { createAnalytics } from 'freshsales-edge'

export const analytics = createAnalytics({
  writeKey: 'wk_site',
  endpoint: import.meta.env.VITE_EDGE,
  pages: true,
  forms: true,
})
