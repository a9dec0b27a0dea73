import type { DoubtAccounts } from '../parts/part.ts'
import type { Subjects } from '../person/subjects.ts'

/** An account that was seen in Freshsales this lately is there: the refusal has another cause. */
const SURE_MS = 600_000

export function doubtAccounts(subjects: Subjects, now: number): DoubtAccounts {
  return (names) =>
    names.filter((name) => {
      const account = subjects.findAccount(name)
      if (account?.id === undefined || account.isDoubted === false) return false
      if (now - (account.seenAt ?? 0) < SURE_MS) return false
      account.isDoubted = true
      subjects.touch(account)
      return true
    })
}
