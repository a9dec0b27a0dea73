import { tracing } from 'cloudflare:workers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { drain, person, send, setFaults, useCleanEdge } from '../harness.ts'

useCleanEdge()

it('shows in a trace what takes time, without personal data', async () => {
  const spans: string[] = []
  const { enterSpan } = tracing
  vi.spyOn(tracing, 'enterSpan').mockImplementation(((
    name: string,
    run: (span: object) => unknown,
  ) => {
    spans.push(name)
    return enterSpan.call(tracing, name, (span) => {
      const { setAttribute } = span
      span.setAttribute = (attribute, value) => {
        spans.push(`${attribute}: ${value}`)
        return setAttribute.call(span, attribute, value)
      }
      return run(span)
    })
  }) as typeof enterSpan)
  onTestFinished(() => void vi.restoreAllMocks())
  await setFaults({ rules: [{ match: { body: 'person2' }, answer: { status: 500 } }] })
  await send(person(1), person(2))
  await drain()
  expect(spans).toEqual(expect.arrayContaining(['collect', 'fold', 'call', 'purpose: contact']))
  expect(spans.filter((span) => span.startsWith('answered')).sort()).toEqual([
    'answered: RetryLaterError',
    'answered: yes',
  ])
  expect(spans.join()).not.toMatch(/@|P1|u-1|acme/)
})
