import { fail, type Result } from '../protocol/result.ts'
import { faultOfBindings } from './bindings.ts'
import { refuse } from './collect/refusal.ts'
import { answerUnconfigured } from './console/answerUnconfigured.ts'
import type { Product } from './edge.ts'
import type { Env } from './env.ts'
import { createInSpan } from './inSpan.ts'
import { nameError } from './outbox/journal/log.ts'
import { respondRefusal } from './respond.ts'
import { answer } from './routes.ts'
import { type Config, parseConfig } from './settings/config.ts'

/** After a fault of ours: soon enough for a page that is still open. */
const INTERNAL_RETRY_SECONDS = 30

/** A configuration is mended by a person. */
const CONFIGURATION_RETRY_SECONDS = 60

/** Answers a request, whatever happens: never a stack trace, never a broken connection. */
export async function handle(request: Request, env: Env, product?: Product): Promise<Response> {
  const config = configOf(env)
  try {
    if (!config.ok) {
      const refused = refuse('configuration', config.reason, CONFIGURATION_RETRY_SECONDS)
      return (await answerUnconfigured(request, env, product)) ?? respondRefusal(refused.refusal)
    }
    // `fetch` is wrapped because the runtime refuses to call it as a method of another object.
    const edge = {
      env,
      config: config.value,
      now: Date.now(),
      fetch: fetchOutside,
      product,
      inSpan: product?.inSpan ?? createInSpan({}),
    }
    return await answer(request, edge)
  } catch (error) {
    console.error(JSON.stringify({ event: 'request_failed', error: nameError(error) }))
    const { refusal } = refuse(
      'internal',
      'Something went wrong here; send it again later.',
      INTERNAL_RETRY_SECONDS,
    )
    return respondRefusal(refusal)
  }
}

/** The settings, where there is what they are carried out with. */
function configOf(env: Env): Result<Config> {
  const config = parseConfig(env)
  const fault = faultOfBindings(env)
  return config.ok && fault !== undefined ? fail(fault) : config
}

const fetchOutside: typeof fetch = (input, init) => fetch(input, init)
