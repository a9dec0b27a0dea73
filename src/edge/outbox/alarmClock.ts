/** An alarm this late will not come any more: the runtime fires one within seconds. */
const OVERDUE_MS = 60_000

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

  return {
    /** Has the alarm ring at this time, unless it will earlier. */
    ringBy: (at: number): Promise<void> =>
      exclusively(async () => {
        const set = await alarm.getAlarm()
        if (set === null || set > at || isOverdue(set)) await alarm.setAlarm(at)
      }),

    /** Sets an alarm that is lost or overdue. One that is at work sets the next one itself. */
    lookAfter: (isNeeded: () => boolean): Promise<void> =>
      exclusively(async () => {
        if (atWork > 0 || !isNeeded()) return
        const set = await alarm.getAlarm()
        if (set === null || isOverdue(set)) await alarm.setAlarm(now())
      }),

    /** Marks the alarm as at work until what it returns is called. */
    begin(): () => void {
      atWork++
      return () => {
        atWork--
      }
    },

    isAtWork: () => atWork > 0,
  }
}

/** Runs what it is given one after the other, in the order it came; a failure holds up nobody. */
export function createMutex(): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const mine = last.then(run)
    last = mine.catch(() => undefined)
    return mine
  }
}
