// Pure: a page view in, the record out whose e-mail it came from.
import { type CrmLink, crmLinkIn, isLinkParameter } from '../../protocol/crmLink.ts'
import { isObject } from '../../protocol/json.ts'
import type { Config } from '../settings/config.ts'
import type { Draft } from './validate.ts'

/** Robots that admit it, and what mail providers open links with before anybody reads. */
const ROBOT = /(?:^|[^u])bot|crawl|spider|preview|scan|headless/i

/**
 * By which link of an e-mail somebody came, where anything is made of it: an entry in the timeline, or a
 * rule of HOT. To be asked before addresses are redacted.
 */
export function linkOf(
  draft: Draft,
  { config, userAgent }: { config: Config; userAgent: string | undefined },
): CrmLink | undefined {
  if (draft.type !== 'page' || !isUsed(config)) return undefined
  const { context, properties } = draft
  const agent = userAgent ?? context?.['userAgent']
  if (context?.['webdriver'] === true || ROBOT.test(String(agent ?? ''))) return undefined
  for (const holder of [properties, context?.['page']])
    for (const name of ['url', 'search'] as const) {
      const address = isObject(holder) ? holder[name] : undefined
      const link = typeof address === 'string' ? crmLinkIn(address) : undefined
      if (link) return link
    }
  return undefined
}

const isUsed = ({ timeline, hot }: Config): boolean =>
  timeline === 'note' ||
  timeline === 'activity' ||
  hot.some(({ when }) => when.is === 'query' && isLinkParameter(when.parameter))
