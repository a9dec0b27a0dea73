/** How deliveries to Freshsales have gone for a subject. All times are epoch milliseconds. */
export interface Retry {
  /** Failed attempts in a row; throttling counts as nobody's attempt. */
  attempts: number
  /** Not before this time. */
  retryAt?: number
  /** Since when the oldest undelivered thing has waited. */
  waitingSince?: number
  /** In doubt: the keys of creates whose answer was never noted. They are looked up before they are repeated. */
  unsure?: string[]
}

export const isInDoubt = (subject: Retry, doubtKey: string) =>
  subject.unsure?.includes(doubtKey) === true

export function markInDoubt(subject: Retry, doubtKey: string): void {
  if (!isInDoubt(subject, doubtKey)) subject.unsure = [...(subject.unsure ?? []), doubtKey]
}

export function clearDoubt(subject: Retry, doubtKey: string): void {
  const rest = subject.unsure?.filter((each) => each !== doubtKey) ?? []
  if (rest.length) subject.unsure = rest
  else delete subject.unsure
}
