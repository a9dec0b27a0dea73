/** What was kept as JSON; undefined where the row became unreadable: one of them must not stop the others. */
export function parseKept<Value>(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value
  } catch {
    return undefined
  }
}
