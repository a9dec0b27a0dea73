import type { Env } from './env.ts'

/** What `wrangler.jsonc` binds the Worker to, beside its variables. */
interface Binding {
  /** What the runtime's object can do: a variable of the same name is no binding. */
  method: string
  /** What comes of its absence. */
  without: string
  /** As it stands in `wrangler.jsonc`. */
  written: string
}

export const BINDINGS = {
  OUTBOX: {
    method: 'getByName',
    without: 'nothing can be stored, and no lead is taken',
    written: objectOf('OUTBOX', 'Outbox'),
  },
  VISITORS: {
    method: 'getByName',
    without: 'what strangers do is kept with the leads, whom a flood of it reaches',
    written: objectOf('VISITORS', 'Visitors'),
  },
  RATE_LIMIT: {
    method: 'limit',
    without: 'nobody is held back, however much they send',
    written:
      '"ratelimits": [{ "name": "RATE_LIMIT", "namespace_id": "1001", "simple": { "limit": 600, "period": 10 } }]',
  },
} as const satisfies Record<string, Binding>

export type BindingName = keyof typeof BINDINGS

function objectOf(name: string, className: string): string {
  return `"durable_objects": { "bindings": [{ "name": "${name}", "class_name": "${className}" }] }, "exports": { "${className}": { "type": "durable-object", "storage": "sqlite" } }`
}

export function isBound(env: Env, name: BindingName): boolean {
  const bound = env[name] as { [method: string]: unknown } | null | undefined
  return typeof bound?.[BINDINGS[name].method] === 'function'
}

/** What it means that a binding is missing, and what to do. */
export function describeMissing(name: BindingName): { text: string; advice: string } {
  const { without, written } = BINDINGS[name]
  return {
    text: `${name}: this binding is missing, and without it ${without}`,
    advice: `Add to wrangler.jsonc, and to each environment in it: ${written}; then npx wrangler deploy.`,
  }
}

/** Why nothing can be taken; the other bindings are no lead's concern. */
export function faultOfBindings(env: Env): string | undefined {
  return isBound(env, 'OUTBOX') ? undefined : sentencesOn('OUTBOX')
}

/** What an edge that takes leads all the same should have. */
export function hintsOnBindings(env: Env): string[] {
  const optional = ['VISITORS', 'RATE_LIMIT'] as const
  return optional.filter((name) => !isBound(env, name)).map(sentencesOn)
}

function sentencesOn(name: BindingName): string {
  const { text, advice } = describeMissing(name)
  return `${text}. ${advice}`
}
