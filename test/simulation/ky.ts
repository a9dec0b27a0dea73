/** What the edge asks of its HTTP client: one attempt, with what all of them have in common. */
const create =
  ({ fetch, ...common }: { fetch: typeof globalThis.fetch } & RequestInit) =>
  (url: string, init: RequestInit) =>
    fetch(url, { ...common, ...init })

export default { create }
