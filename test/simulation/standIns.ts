/** Modules that are the simulation's own: what the runtime gives the outbox, and an HTTP client that costs nothing. */
export const STAND_INS: { readonly [module: string]: string } = {
  'cloudflare:workers': new URL('durableObject.ts', import.meta.url).href,
  ky: new URL('ky.ts', import.meta.url).href,
}
