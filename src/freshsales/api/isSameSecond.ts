/** Whether two times are the same to Freshsales, which keeps no milliseconds. */
export function isSameSecond(one: unknown, other: string): boolean {
  return Math.floor(Date.parse(String(one)) / 1_000) === Math.floor(Date.parse(other) / 1_000)
}
