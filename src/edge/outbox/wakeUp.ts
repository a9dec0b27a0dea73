import type { createAlarmClock } from './alarmClock.ts'
import { nameError } from './journal/nameError.ts'

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
