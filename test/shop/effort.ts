declare global {
  interface ImportMeta {
    /** What Vitest was started with: `--mode full`. */
    readonly env: { readonly MODE: string }
  }
}

/** `npm run test:all` asks for the full sizes; `npm test` has to be quick. */
export const isFull = import.meta.env.MODE === 'full'

/** The first of many ways to ask the same; at full size all of them. */
export const firstOf = <Way>(count: number, ways: readonly Way[]): readonly Way[] =>
  isFull ? ways : ways.slice(0, count)
