/** A UUID; on pages without a secure context, where `randomUUID` is missing, something as unlikely to repeat. */
export const createId = (): string =>
  crypto.randomUUID?.() ?? Date.now() + Math.random().toString(36).slice(2)
