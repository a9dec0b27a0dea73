import type { Outcome } from './stage.ts'

/** What is written of a scenario's runs. Pure. */

/** `50/50`, and behind it how many came more than once. */
export function delivered(runs: Outcome[]): string {
  const counts = runs.flatMap((run) => run.counts)
  const [arrived, doubled] = [1, 2].map((least) => counts.filter((count) => count >= least).length)
  return `${arrived}/${counts.length}${doubled ? `, ${doubled} doubled` : ''}`
}

/** `4.2 s`, or that it never came. */
export const whenDelivered = (runs: Outcome[]): string =>
  runs
    .map(({ counts, seconds }) => {
      if (!counts.every(Boolean)) return 'lost'
      return `${seconds.toFixed(1)} s${counts.some((count) => count > 1) ? ', doubled' : ''}`
    })
    .join(' · ')

/** How often each event came: `1/1/1`. */
export const countsOf = (runs: Outcome[]): string =>
  runs.map(({ counts }) => counts.join('/')).join(' · ')
