import type { Visit } from '../visit.ts'
import { plain } from './plain.ts'

const PART_CHARACTERS = 60

/** Where the person came from: the campaign if there was one, else the site that linked here; unknown where no page was seen. */
export function arrival({ campaign, referrer, pages }: Visit): string[] {
  if (campaign?.source) {
    const channel = [campaign.source, campaign.medium].filter(
      (part) => part !== undefined && part !== '',
    )
    const details = [
      ...(campaign.name ? [`campaign ${part(campaign.name)}`] : []),
      ...(campaign.term ? [`keyword ${part(campaign.term)}`] : []),
    ]
    const from = `Came from ${channel.map((text) => part(String(text))).join(' / ')}`
    return [[from, ...details].join(', ')]
  }
  const host = referrer && /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(referrer)?.[1]
  if (host) return [`Came from ${part(host)}`]
  return pages.length > 0 ? ['Came directly'] : []
}

function part(text: string): string {
  return plain(text, PART_CHARACTERS)
}
