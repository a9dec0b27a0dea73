import { listCall } from '../../../freshsales/resolve/catalog.ts'
import type { Question } from '../question.ts'

const KNOWN = ['x-ratelimit-limit', 'x-ratelimit-remaining']

export const quotaHeaders: Question = {
  title: 'What do the headers say of the quota?',
  calls: 1,
  async ask(laboratory) {
    const { headers } = await laboratory.send(listCall('owners'))
    const others = [...headers].filter(
      ([name]) => /rate-?limit|quota|retry-after/i.test(name) && !KNOWN.includes(name),
    )
    return [
      {
        what: 'X-RateLimit-Limit and -Remaining',
        found: KNOWN.every((name) => headers.has(name)),
        simulator: true,
        setting: ['rateLimitHeaders', true, false],
      },
      // With its value: the form of X-RateLimit-Reset is what nobody knows.
      {
        what: 'further headers',
        found: others.map(([name, value]) => `${name}: ${value}`),
        simulator: [],
      },
    ]
  },
}
