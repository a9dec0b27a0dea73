import { fitText, oneLine } from './fitText.ts'
import type { Message } from './message.ts'

/** What stands behind an address that messages are posted to. */
interface Receiver {
  name: string
  isAt(url: URL): boolean
  /** The JSON that it takes; texts are shown as they are, whatever somebody wrote into them. Pure. */
  bodyOf(message: Message): object
}

/** Adding one is an entry. */
const RECEIVERS: readonly Receiver[] = [
  {
    name: 'Slack',
    isAt: ({ hostname }) => hostname === 'hooks.slack.com' || hostname === 'hooks.slack-gov.com',
    bodyOf: slackBody,
  },
  {
    name: 'Microsoft Teams',
    isAt: ({ hostname }) => TEAMS_HOSTS.some((host) => hostname.endsWith(host)),
    bodyOf: teamsBody,
  },
  {
    name: 'Discord',
    isAt: ({ hostname, pathname }) =>
      /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/.test(hostname) &&
      /^\/api\/(?:v\d+\/)?webhooks\//.test(pathname),
    bodyOf: discordBody,
  },
]

const OWN_PROGRAM = { name: 'a program of your own', bodyOf: plainBody }

/** Who is taken to be at this address. */
export function receiverAt(address: string): Omit<Receiver, 'isAt'> {
  const url = new URL(address)
  return RECEIVERS.find(({ isAt }) => isAt(url)) ?? OWN_PROGRAM
}

/**
 * `&`, `<` and `>` are all that Slack reads, mentions included: https://docs.slack.dev/messaging/formatting-message-text
 * It cuts a text above 40,000 characters and advises 4,000: https://api.slack.com/changelog/2018-04-truncating-really-long-messages
 */
function slackBody(message: Message): object {
  const escapeText = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return { text: fitText(message, { limit: 4_000, escapeText }), mrkdwn: false }
}

/**
 * A flow of the app Workflows ("when a Teams webhook request is received") answers on the first two.
 * The third are connectors, which Microsoft switched off in May 2026; they took the same card.
 */
const TEAMS_HOSTS = [
  '.logic.azure.com',
  '.environment.api.powerplatform.com',
  '.webhook.office.com',
]

/**
 * An Adaptive Card: https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 * which also names 28 KB as the limit of a message. A run of text is never read as Markdown, a `TextBlock` is:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
function teamsBody(message: Message): object {
  const [title = '', ...lines] = fitText(message, { limit: 6_000 }).split('\n')
  const block = (text: string, look: object) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...look }],
  })
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(title, { weight: 'Bolder' }), ...lines.map((line) => block(line, {}))],
  }
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content }
  return { type: 'message', attachments: [attachment] }
}

/**
 * At most 2,000 characters, and nobody is called by `allowed_mentions` without an entry:
 * https://docs.discord.com/developers/resources/webhook#execute-webhook
 * The flag 4 shows no preview of an address.
 */
function discordBody(message: Message): object {
  const escapeText = (text: string) => text.replace(/[\\*_~`|>#[\]()<@-]/g, '\\$&')
  const content = fitText(message, { limit: 2_000, escapeText })
  return { content, allowed_mentions: { parse: [] }, flags: 4 }
}

/** For a program; its fields are a contract, see docs/operations.md. */
function plainBody(message: Message): object {
  const { condition, state, since } = message
  return {
    text: [`freshsales-edge: ${message.title}`, ...message.lines.map(oneLine)].join('\n'),
    ...(condition !== undefined && { condition }),
    ...(state !== undefined && { state }),
    ...(since !== undefined && { since: new Date(since).toISOString() }),
  }
}
