import { readState, writeState } from '../store/state.ts'

/** Since when the operator has held back all calls, epoch milliseconds; accepting goes on. */
export function pausedSince(sql: SqlStorage): number | undefined {
  return readState<number | null>(sql, 'pausedSince', null) ?? undefined
}

/** Survives restarts: only `resumeDelivery` ends it. Pausing twice keeps the first time. */
export function pauseDelivery(sql: SqlStorage, now: number): void {
  if (pausedSince(sql) === undefined) writeState(sql, 'pausedSince', now)
}

export function resumeDelivery(sql: SqlStorage): void {
  writeState(sql, 'pausedSince', null)
}
