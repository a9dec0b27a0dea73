/** How often each rule met a call and spoilt one, and where each record is in a rule's script. */
export interface FaultProgress {
  /** Counts one up and tells the count before. */
  next(rule: number, what: string): number
  read(rule: number, what: string): number
  forget(): void
}

export function createFaultProgress(sql: SqlStorage): FaultProgress {
  function read(rule: number, what: string): number {
    const [row] = sql.exec<{ times: number }>(
      'SELECT times FROM fault_progress WHERE rule = ? AND record = ?',
      rule,
      what,
    )
    return row?.times ?? 0
  }
  return {
    read,
    next(rule, what) {
      const before = read(rule, what)
      sql.exec('INSERT OR REPLACE INTO fault_progress VALUES (?, ?, ?)', rule, what, before + 1)
      return before
    },
    forget() {
      sql.exec('DELETE FROM fault_progress')
    },
  }
}
