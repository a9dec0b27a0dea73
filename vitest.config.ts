import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** One project per world that code runs in. */
export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], environment: 'happy-dom' },
      },
      { test: { name: 'freshsales', include: ['test/freshsales/**/*.test.ts'] } },
      { test: { name: 'outbox', include: ['test/outbox/**/*.test.ts'] } },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
        test: { name: 'edge', include: ['test/edge/**/*.test.ts'] },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      { test: { name: 'checks', include: ['test/checks/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})
