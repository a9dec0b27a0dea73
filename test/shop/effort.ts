declare global {
  interface ImportMeta {
    /** What Vitest was started with: `--mode full`; `test` by itself. */
    readonly env?: { readonly MODE: string }
  }
}

/** `npm run test:all` asks for the full sizes; `npm test` has to be quick. */
export const isFull = import.meta.env?.MODE === 'full'

/** Not so for what runs outside of Vitest. */
export const isQuick = import.meta.env?.MODE === 'test'

/** The first of many ways to ask the same; at full size all of them. */
export const firstOf = <Way>(count: number, ways: readonly Way[]): readonly Way[] =>
  isFull ? ways : ways.slice(0, count)
