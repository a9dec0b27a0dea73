import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { storeInMemory } from './test/helpers/storeInMemory.ts'
import { STAND_INS } from './test/simulation/standIns.ts'

/** Settings of a small company; a test that needs others starts its own Worker. */
const demoSettings = {
  FRESHSALES_DOMAIN: 'acme.myfreshworks.com',
  FRESHSALES_API_KEY: 'demo-api-key',
  WRITE_KEYS:
    '{"demo-write-key":"Website","demo-server-key":{"source":"Server","trusted":true},"demo-test-key":{"source":"Test","test":true}}',
  ALLOWED_ORIGINS: '["https://www.acme.example"]',
  ADMIN_TOKEN: 'demo-admin-token',
}

/** The CRM that every outgoing call of the edge ends up at; `npm run build` makes it. */
const simulator = {
  name: 'freshsales',
  modules: true,
  scriptPath: '.demo/freshsales.js',
  compatibilityDate: '2026-11-01',
  durableObjects: { ACCOUNT: { className: 'Account', useSQLite: true } },
}

/** Every file leaves its world as it found it, so the next one goes on in the same process. */
const shared = {
  isolate: false,
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // None of them waits for anything: one that takes so long hangs, also where others want the cores.
  testTimeout: 30_000,
  hookTimeout: 30_000,
}

/** These mostly wait, for a browser or a start, so twice as many as there are cores. */
const waiting = {
  isolate: false,
  maxWorkers: 4,
  sequence: { groupOrder: 1 },
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

/** One project per world that code runs in. */
export default defineConfig(({ mode }) => {
  if (mode === 'test') storeInMemory()
  return {
    test: {
      // The edge logs a line for every call; only those of a failed test are of interest.
      silent: 'passed-only',
      reporters: ['default', './test/helpers/flaky.ts'],
      projects: [
        {
          // Every test opens a browser of its own (`page.ts`), so the files can share one window.
          test: {
            ...shared,
            name: 'browser',
            include: ['test/browser/**/*.test.ts'],
            environment: 'happy-dom',
          },
        },
        { test: { ...shared, name: 'freshsales', include: ['test/freshsales/**/*.test.ts'] } },
        {
          // The outbox itself, on stand-ins for what is around it.
          test: {
            ...shared,
            name: 'simulation',
            include: ['test/simulation/**/*.test.ts'],
            alias: Object.entries(STAND_INS).map(([name, url]) => ({
              find: new RegExp(`^${name}$`),
              replacement: fileURLToPath(url),
            })),
          },
        },
        { test: { ...shared, name: 'outbox', include: ['test/outbox/**/*.test.ts'] } },
        {
          plugins: [
            cloudflareTest({
              main: './src/worker/worker.ts',
              wrangler: { configPath: './wrangler.jsonc' },
              miniflare: {
                bindings: {
                  ...demoSettings,
                  CALENDLY_SIGNING_KEY: 'calendly-signing-key-of-the-tests',
                },
                outboundService: 'freshsales',
                workers: [simulator],
              },
            }),
          ],
          // Every test empties the outbox and the account, so the files can share one Worker.
          test: { ...shared, name: 'edge', include: ['test/edge/**/*.test.ts'] },
        },
        {
          plugins: [
            cloudflareTest({
              main: './demo/freshsales/worker.ts',
              wrangler: { configPath: './demo/freshsales/wrangler.jsonc' },
            }),
          ],
          // Every test empties the account first.
          test: {
            ...shared,
            name: 'simulator',
            include: ['test/freshsales-simulator/**/*.test.ts'],
          },
        },
        {
          test: {
            ...shared,
            name: 'simulator page',
            include: ['test/freshsales-page/**/*.test.{ts,tsx}'],
            environment: 'happy-dom',
          },
        },
        {
          test: {
            ...waiting,
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            exclude: ['test/e2e/browser/**', 'test/e2e/webkit/**'],
          },
        },
        {
          test: {
            ...waiting,
            name: 'e2e browser',
            // A real browser on a busy machine may miss a beat; `flaky.ts` reports each one that did.
            retry: 1,
            include: ['test/e2e/browser/**/*.test.ts', 'test/e2e/webkit/**/*.test.ts'],
          },
        },
        { test: { ...waiting, name: 'examples', include: ['test/examples/**/*.test.ts'] } },
        { test: { ...waiting, name: 'faults', include: ['test/faults/**/*.test.ts'] } },
        {
          // Each file has an account of its own: no connection to that of another may be left.
          test: {
            ...shared,
            isolate: true,
            name: 'doctor',
            include: ['test/doctor/**/*.test.ts'],
            testTimeout: 60_000,
          },
        },
        {
          test: {
            ...shared,
            name: 'checks',
            include: ['test/checks/**/*.test.ts'],
            testTimeout: 60_000,
          },
        },
      ],
    },
  }
})
