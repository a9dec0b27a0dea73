export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  telemetry: false,
  // NUXT_PUBLIC_EDGE, also when the built site starts
  runtimeConfig: { public: { edge: 'https://YOUR-EDGE' } },
})
