/** Counts like the binding, but in one window without end: a call passes while its counter is below the limit. */
export function createRateLimit(limit: number): RateLimit & { counts: Map<string, number> } {
  const counts = new Map<string, number>()
  return {
    counts,
    async limit({ key }) {
      const count = counts.get(key) ?? 0
      if (count >= limit) return { success: false }
      counts.set(key, count + 1)
      return { success: true }
    },
  }
}
