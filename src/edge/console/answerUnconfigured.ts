import { refuse } from '../collect/refusal.ts'
import type { Edge, Product } from '../edge.ts'
import type { Env } from '../env.ts'
import { respondJson, respondRefusal } from '../respond.ts'
import { parseConfig } from '../settings/config.ts'
import { readSetting } from '../settings/setting.ts'
import { settingNamed, type Variable } from '../settings/settings.ts'
import type { Source } from '../settings/source.ts'
import { askNewer } from './askNewer.ts'
import { answerPage } from './page.ts'
import { QUESTION_PATHS } from './paths.ts'
import type { Finding, QuestionName, Questions } from './questions.ts'
import { unlock } from './unlock.ts'

/** While a setting is wrong the console still says which; nothing else is answered. */
export async function answerUnconfigured(
  request: Request,
  env: Env,
  product: Product | undefined,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET' || !pathname.startsWith('/console')) return undefined
  if (/^\/console\/?$/.test(pathname)) return answerPage(adminTokenOf(env) !== undefined)
  const name = (Object.keys(QUESTION_PATHS) as QuestionName[]).find(
    (each) => pathname === `/console/api/${QUESTION_PATHS[each].path}`,
  )
  return name === undefined ? undefined : answerQuestion(request, name, { env, product, fetch })
}

type Asked = Pick<Edge, 'env' | 'product' | 'fetch'>

/** Answers the operator for the Worker alone, without the outbox. */
export async function answerQuestion(
  request: Request,
  name: QuestionName,
  asked: Asked,
): Promise<Response> {
  const headers = { 'cross-origin-resource-policy': 'same-origin' }
  const unlocked = await unlock(request, { env: asked.env, adminToken: adminTokenOf(asked.env) })
  if (!unlocked.ok) return respondRefusal(unlocked.refusal, headers)
  if (!asked.product)
    return respondRefusal(refuse('not_found', 'There is nothing here.').refusal, headers)
  return respondJson(await ANSWERS[name](asked, asked.product), { headers })
}

const ANSWERS: {
  [Name in QuestionName]: (asked: Asked, product: Product) => Promise<Questions[Name]['reply']>
} = {
  async setup({ env }, { examine }) {
    const findings: Finding[] = []
    for await (const { mark, text, advice } of examine(env))
      findings.push({ mark, text, ...(advice !== undefined && { advice }) })
    const config = parseConfig(env)
    const writeKey = config.ok && keyOfPages(config.value.sources)
    return { findings, ...(writeKey && { writeKey }) }
  },
  async version({ env, fetch }, { version }) {
    const config = parseConfig(env)
    const newer = config.ok && config.value.updateCheck ? await askNewer(version, fetch) : undefined
    return { version, ...(newer !== undefined && { newer }) }
  },
}

/** The first key that a page may use for a sign-up that is to arrive. */
function keyOfPages(sources: ReadonlyMap<string, Source>): string | undefined {
  return [...sources].find(
    ([, { trusted, signed, test, events }]) =>
      !trusted && !signed && !test && events.has('identify'),
  )?.[0]
}

/** Read by itself, so that it opens the console while another setting is wrong. */
export function adminTokenOf(env: Env): string | undefined {
  const read = readSetting(
    'ADMIN_TOKEN',
    settingNamed('ADMIN_TOKEN'),
    (name) => env[name as Variable],
  )
  return read.ok ? (read.value as string | undefined) : undefined
}
