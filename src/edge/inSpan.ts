/** What of the runtime's tracing is used: https://developers.cloudflare.com/workers/observability/traces/custom-spans/ */
interface Tracing {
  enterSpan<Result>(name: string, run: (span: Span) => Result): Result
}

interface Span {
  setAttribute(name: string, value: string | number): unknown
}

/**
 * Does something as a span of the trace, for whoever has traces exported. What is set on it must hold
 * no personal data.
 */
export type InSpan = <Result>(
  name: 'collect' | 'fold' | 'call',
  run: (set: (attribute: string, value: string | number) => void) => Result,
) => Result

/** A runtime of before has no tracing: everything is done all the same. */
export function createInSpan({ tracing }: { tracing?: Tracing }): InSpan {
  return (name, run) =>
    tracing
      ? tracing.enterSpan(name, (span) =>
          run((attribute, value) => void span.setAttribute(attribute, value)),
        )
      : run(() => undefined)
}
