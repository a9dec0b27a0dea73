declare global {
  interface ImportMeta {
    /** What Vitest was started with: `--mode full`. */
    readonly env: { readonly MODE: string }
  }
}

/** `npm run test:faults` asks for the full sizes; `npm test` has to be quick. */
export const isFull = import.meta.env.MODE === 'full'
