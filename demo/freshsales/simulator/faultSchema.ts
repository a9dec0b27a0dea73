import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What goes wrong, and what the caller gets to see of it. */
export const FAULT_KINDS = [
  'error',
  'slow',
  'hang',
  'close',
  'html',
  'garbage',
  'large',
  'redirect',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

const rule = v.strictObject({
  /** Shown in the calls log; `rule 1` and so on otherwise. */
  name: v.exactOptional(v.string()),
  /** All parts must fit; an absent part always does. Texts match anywhere, whatever the case. */
  match: v.exactOptional(
    v.strictObject({
      method: v.exactOptional(v.string()),
      path: v.exactOptional(v.string()),
      body: v.exactOptional(v.string()),
    }),
  ),
  kind: v.exactOptional(v.picklist(FAULT_KINDS), 'error'),
  /** Matching calls left alone before the rule starts. */
  skip: v.exactOptional(count, 0),
  /** Calls the rule spoils before it is used up; for ever when absent. */
  times: v.exactOptional(count),
  /** Share of the matching calls that are spoilt, 0 to 1; drawn from `seed`, so the same every time. */
  probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  /** Statuses for one record's calls, in order; a 2xx or 0 lets the call through, and so does the end of the list. */
  script: v.exactOptional(v.array(count)),
  /** What is answered instead; each kind has its own defaults. */
  answer: v.exactOptional(
    v.strictObject({
      status: v.exactOptional(v.pipe(count, v.minValue(200), v.maxValue(599))),
      body: v.exactOptional(v.any()),
      headers: v.exactOptional(v.record(v.string(), v.string())),
    }),
    {},
  ),
  /** Waits so long before answering; `hang` waits 60 seconds unless told. */
  delayMs: v.exactOptional(count),
  /** The call takes effect all the same: only its answer is lost. */
  applied: v.exactOptional(v.boolean(), false),
})

/** What `PUT /simulator/faults` takes. */
export const faultScript = v.strictObject({
  seed: v.exactOptional(v.number(), 1),
  rules: v.array(rule),
})

export type FaultScript = v.InferOutput<typeof faultScript>
export type FaultRule = FaultScript['rules'][number]
