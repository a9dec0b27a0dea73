import { type Crm, isObject, type Json } from '../crm.ts'

/** The account's quota: so many calls per hour and per minute, each window starting with its first call. */
export interface Spent {
  isAllowed: boolean
  limit: number
  remaining: number
  retryAfterSeconds: number
}

interface Window {
  startedAt: number
  used: number
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const STATE = 'quota'

/** Counts one call, unless it is refused. */
export function spend(crm: Crm): Spent {
  const windows = readWindows(crm)
  const bounds = boundsOf(crm)
  const full = bounds.filter(({ name, limit }) => limit > 0 && windows[name].used >= limit)
  if (full.length > 0) {
    crm.store.state.write(STATE, { ...toJson(windows), refused: refusedSoFar(crm) + 1 })
    const waits = full.map(({ name, length }) => windows[name].startedAt + length - crm.now)
    return {
      isAllowed: false,
      limit: crm.settings.hourlyCalls,
      remaining: 0,
      retryAfterSeconds: Math.ceil(Math.max(...waits) / 1000),
    }
  }
  windows.hour.used += 1
  windows.minute.used += 1
  crm.store.state.write(STATE, { ...toJson(windows), refused: refusedSoFar(crm) })
  const { hourlyCalls } = crm.settings
  return {
    isAllowed: true,
    limit: hourlyCalls,
    remaining: Math.max(0, hourlyCalls - windows.hour.used),
    retryAfterSeconds: 0,
  }
}

/** For the page and for tests: how much of the hour is used. */
export function quotaStatus(crm: Crm): {
  limit: number
  used: number
  refused: number
  resetsAt: number
} {
  const { hour } = readWindows(crm)
  return {
    limit: crm.settings.hourlyCalls,
    used: hour.used,
    refused: refusedSoFar(crm),
    resetsAt: hour.startedAt + HOUR_MS,
  }
}

function boundsOf({ settings }: Crm) {
  return [
    { name: 'hour', length: HOUR_MS, limit: settings.hourlyCalls },
    { name: 'minute', length: MINUTE_MS, limit: settings.minuteCalls },
  ] as const
}

function readWindows(crm: Crm): { hour: Window; minute: Window } {
  const kept = crm.store.state.read(STATE)
  const read = (name: string, length: number): Window => {
    const window = isObject(kept) ? kept[name] : undefined
    const startedAt = isObject(window) ? Number(window['startedAt']) : Number.NaN
    const isOpen = isObject(window) && crm.now >= startedAt && crm.now < startedAt + length
    return isOpen ? { startedAt, used: Number(window['used']) } : { startedAt: crm.now, used: 0 }
  }
  return { hour: read('hour', HOUR_MS), minute: read('minute', MINUTE_MS) }
}

function refusedSoFar(crm: Crm): number {
  const kept = crm.store.state.read(STATE)
  return isObject(kept) ? Number(kept['refused'] ?? 0) : 0
}

function toJson({ hour, minute }: { hour: Window; minute: Window }): { [name: string]: Json } {
  return { hour: { ...hour }, minute: { ...minute } }
}
