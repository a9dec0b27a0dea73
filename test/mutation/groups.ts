/** What is mutated together, and the tests that are to notice: those that need nothing but Node. */
export const GROUPS = {
  engine: {
    files: 'src/edge/outbox/engine/*.ts',
    tests: 'test/outbox/**/*.test.ts',
    environment: 'node',
  },
  person: {
    files: 'src/edge/outbox/person/*.ts',
    tests: 'test/outbox/**/*.test.ts',
    environment: 'node',
  },
  parts: {
    files: 'src/edge/outbox/parts/*.ts',
    tests: 'test/outbox/**/*.test.ts',
    environment: 'node',
  },
  freshsales: {
    files: 'src/freshsales/**/*.ts',
    tests: 'test/freshsales/*.test.ts',
    environment: 'node',
  },
  deliver: {
    files: 'src/browser/deliver/*.ts',
    tests: 'test/browser/*.test.ts',
    environment: 'happy-dom',
  },
  judge: {
    files: 'src/browser/capture/{judge/*,evidence,readAnswer}.ts',
    tests: 'test/browser/*.test.ts',
    environment: 'happy-dom',
  },
} as const

export type GroupName = keyof typeof GROUPS
