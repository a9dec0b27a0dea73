import { defineConfig } from '@playwright/test'

const edge = 'http://localhost:8790'
process.env.FRESHSALES_EDGE_TEST_SERVER = edge // where expectLead looks

export default defineConfig({
  use: { baseURL: 'http://localhost:3000' },
  webServer: [
    { command: 'npx freshsales-edge test-server --port 8790', url: `${edge}/sdk.js` },
    { command: 'npm start', url: 'http://localhost:3000', env: { EDGE: edge } },
  ],
})
