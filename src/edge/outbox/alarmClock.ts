import { MINUTE_MS, NEVER } from '../../protocol/time.ts'
import { nameError } from './journal/log.ts'
import { createMutex } from './mutex.ts'

/** An alarm this late will not come any more: the runtime fires one within seconds. */
const OVERDUE_MS = MINUTE_MS

/** After an error of our own. */
const RECOVER_MS = 10_000

export type Alarm = Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>

/**
 * The object's alarm. Only the storage is believed: an alarm can get lost, or never fire, and what
 * memory says of it would keep it from being set again.
 */
export function createAlarmClock(alarm: Alarm, now: () => number) {
  /** Looking and setting are one: of two at a time, the later time must not win. */
  const exclusively = createMutex()
  let atWork = 0

  const isOverdue = (at: number) => at < now() - OVERDUE_MS

  const ringBy = (at: number): Promise<void> =>
    exclusively(async () => {
      const set = await alarm.getAlarm()
      if (set === null || set > at || isOverdue(set)) await alarm.setAlarm(at)
    })

  return {
    /** Has the alarm ring at this time, unless it will earlier. */
    ringBy,

    /** Sets an alarm that is lost or overdue. One that is at work sets the next one itself. */
    lookAfter: (isNeeded: () => boolean): Promise<void> =>
      exclusively(async () => {
        if (atWork > 0 || !isNeeded()) return
        const set = await alarm.getAlarm()
        if (set === null || isOverdue(set)) await alarm.setAlarm(now())
      }),

    /**
     * Does what the alarm rang for, and has it ring when that says. Throws only where no next alarm could
     * be set: the runtime then tries this one again by itself, some times.
     */
    async ring(work: () => Promise<number>, failures: Failures): Promise<void> {
      atWork++
      let wakeAt = now() + RECOVER_MS
      try {
        wakeAt = await work()
        failures.delete('alarm')
      } catch (error) {
        console.error(JSON.stringify({ event: 'alarm_failed', error: nameError(error) }))
        failures.set('alarm', "The outbox's own work failed; the log has alarm_failed.")
      } finally {
        atWork--
      }
      if (wakeAt !== NEVER) await ringBy(wakeAt)
    },

    isAtWork: () => atWork > 0,
  }
}

/** What went wrong last, by what was tried. */
export type Failures = Map<'append' | 'alarm' | 'wake', string>

/** Sees to it that the alarm rings when there is something to do. A request does not fail because it could not be set: the next one tries again. */
export function createWakeUp({
  alarmClock,
  isNeeded,
  failures,
}: {
  alarmClock: ReturnType<typeof createAlarmClock>
  isNeeded(): boolean
  failures: Failures
}) {
  async function despiteAlarm(set: () => Promise<void>): Promise<void> {
    try {
      await set()
      failures.delete('wake')
    } catch (error) {
      console.error(JSON.stringify({ event: 'alarm_not_set', error: nameError(error) }))
      failures.set('wake', "The outbox's alarm could not be set; the log has alarm_not_set.")
    }
  }

  return {
    /** There may be something to do; an alarm at work looks by itself. */
    async wake(): Promise<void> {
      if (alarmClock.isAtWork()) return
      await despiteAlarm(() => alarmClock.ringBy(Date.now()))
    },

    /** The process before may have ended between writing what is due now and setting the alarm for it. */
    start: (): Promise<void> =>
      despiteAlarm(async () => {
        if (isNeeded()) await alarmClock.ringBy(Date.now())
      }),

    lookAfter: (): Promise<void> => despiteAlarm(() => alarmClock.lookAfter(isNeeded)),
  }
}
