/** What may be logged of an error: its text may repeat what somebody sent. */
export function nameError(error: unknown): string {
  const text = String(error)
  const code = /SQLITE_[A-Z_]+/.exec(text)?.[0]
  return code ?? (error instanceof Error ? error.name : 'unknown')
}
