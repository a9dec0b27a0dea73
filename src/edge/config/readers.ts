import type { Result } from '../../protocol/result.ts'
import type { Env, Variable } from '../env.ts'

/** Reads one setting. The reason of a failure starts with the name of the variable. */
export type Reader<T> = (env: Env) => Result<T>

/** A parser whose reason does not know which variable it was given. */
type Parser<T, Raw> = (raw: Raw) => Result<T>

/** An absent variable and an empty one are the same: `vars` in wrangler.jsonc are often left as "". */
export function textOf(env: Env, variable: Variable): string | undefined {
  const raw = env[variable]
  if (raw === undefined || raw === null) return undefined
  const text = String(raw).trim()
  return text === '' ? undefined : text
}

export function required<T>(variable: Variable, parse: Parser<T, string>): Reader<T> {
  return (env) => {
    const text = textOf(env, variable)
    if (text === undefined) return { ok: false, reason: `${variable}: is missing` }
    return named(variable, parse(text))
  }
}

export function optional<T>(variable: Variable, parse: Parser<T, string>): Reader<T | undefined> {
  return (env) => {
    const text = textOf(env, variable)
    return text === undefined ? { ok: true, value: undefined } : named(variable, parse(text))
  }
}

/** A JSON variable; `fallback` is what an absent one is read as. */
export function json<T>(
  variable: Variable,
  { fallback, parse }: { fallback: unknown; parse: Parser<T, unknown> },
): Reader<T> {
  return (env) => {
    const raw = env[variable]
    if (typeof raw === 'object' && raw !== null) return named(variable, parse(raw))
    const text = textOf(env, variable)
    if (text === undefined) return named(variable, parse(fallback))
    try {
      return named(variable, parse(JSON.parse(text)))
    } catch {
      return { ok: false, reason: `${variable}: is not JSON; check quotes and commas` }
    }
  }
}

export function wholeNumber(
  variable: Variable,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): Reader<number> {
  return (env) => {
    const text = textOf(env, variable) ?? String(fallback)
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return { ok: true, value }
    return { ok: false, reason: `${variable}: must be a whole number from ${min} to ${max}` }
  }
}

export function oneOf<const Choice extends string>(
  variable: Variable,
  choices: readonly [Choice, ...Choice[]],
): Reader<Choice> {
  return (env) => {
    const text = textOf(env, variable)?.toLowerCase() ?? choices[0]
    const value = choices.find((choice) => choice === text)
    if (value !== undefined) return { ok: true, value }
    return { ok: false, reason: `${variable}: must be one of ${choices.join(', ')}` }
  }
}

const FLAGS: Record<string, boolean> = { '1': true, true: true, '0': false, false: false }

export function flag(variable: Variable): Reader<boolean> {
  return (env) => {
    const value = FLAGS[textOf(env, variable)?.toLowerCase() ?? '0']
    if (value !== undefined) return { ok: true, value }
    return { ok: false, reason: `${variable}: must be 1 or 0` }
  }
}

/** A secret of at least so many characters. */
export function secret(minCharacters: number): Parser<string, string> {
  return (text) =>
    text.length >= minCharacters
      ? { ok: true, value: text }
      : { ok: false, reason: `must have at least ${minCharacters} characters` }
}

/** A secret and the one that will replace it; empty when neither is set. */
export function secretPair(
  current: Variable,
  next: Variable,
  parse: Parser<string, string>,
): Reader<readonly string[]> {
  return (env) => {
    const secrets: string[] = []
    for (const variable of [current, next]) {
      const read = optional(variable, parse)(env)
      if (!read.ok) return read
      if (read.value !== undefined) secrets.push(read.value)
    }
    return { ok: true, value: secrets }
  }
}

function named<T>(variable: Variable, result: Result<T>): Result<T> {
  return result.ok ? result : { ok: false, reason: `${variable}: ${result.reason}` }
}
