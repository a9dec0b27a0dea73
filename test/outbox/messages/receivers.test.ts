import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/edge/outbox/messages/message.ts'
import { receiverAt } from '../../../src/edge/outbox/messages/receivers.ts'

const SLACK = 'https://hooks.slack.com/services/T0/B0/x'
const TEAMS =
  'https://prod-23.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke'
const DISCORD = 'https://discord.com/api/webhooks/1/x'
const OTHER = 'https://hooks.example.com/leads'

const message: Message = {
  title: 'Dead letters grow.',
  lines: ['12 in the last hour'],
  condition: 'dead_letters_grow',
  state: 'begun',
  since: Date.UTC(2026, 10, 21, 20, 15),
}

const bodyFor = (address: string, given: Message = message) => receiverAt(address).bodyOf(given)

describe('who is at an address', () => {
  it.each([
    [SLACK, 'Slack'],
    ['https://hooks.slack-gov.com/services/x', 'Slack'],
    [TEAMS, 'Microsoft Teams'],
    ['https://default1.2.environment.api.powerplatform.com/powerautomate/x', 'Microsoft Teams'],
    ['https://acme.webhook.office.com/webhookb2/x', 'Microsoft Teams'],
    [DISCORD, 'Discord'],
    ['https://discordapp.com/api/v10/webhooks/1/x', 'Discord'],
    [OTHER, 'a program of your own'],
    ['https://discord.com/developers', 'a program of your own'],
    ['https://hooks.slack.com.evil.example/', 'a program of your own'],
    ['https://notlogic.azure.com/', 'a program of your own'],
    ['https://evil.example/hooks.slack.com', 'a program of your own'],
  ])('%s: %s', (address, name) => {
    expect(receiverAt(address).name).toBe(name)
  })
})

describe('what is posted', () => {
  it('to Slack is a text without markup', () => {
    expect(bodyFor(SLACK)).toEqual({
      text: 'freshsales-edge: Dead letters grow.\n12 in the last hour',
      mrkdwn: false,
    })
  })

  it('to Teams is a card of plain runs of text', () => {
    expect(bodyFor(TEAMS)).toEqual({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              {
                type: 'RichTextBlock',
                inlines: [
                  {
                    type: 'TextRun',
                    text: 'freshsales-edge: Dead letters grow.',
                    weight: 'Bolder',
                  },
                ],
              },
              {
                type: 'RichTextBlock',
                inlines: [{ type: 'TextRun', text: '12 in the last hour' }],
              },
            ],
          },
        },
      ],
    })
  })

  it('to Discord calls nobody and previews nothing', () => {
    expect(bodyFor(DISCORD)).toEqual({
      content: 'freshsales\\-edge: Dead letters grow.\n12 in the last hour',
      allowed_mentions: { parse: [] },
      flags: 4,
    })
  })

  it('to anybody else is what programs rely on', () => {
    expect(bodyFor(OTHER, { ...message, lines: [] })).toEqual({
      text: 'freshsales-edge: Dead letters grow.',
      condition: 'dead_letters_grow',
      state: 'begun',
      since: '2026-11-21T20:15:00.000Z',
    })
  })

  it('keeps what somebody wrote from being read as more than text', () => {
    const hostile = {
      title: 'x',
      lines: ['<!channel> <https://evil.example|Sign in> & @everyone\n**x**\u2028[a](b)'],
    }
    expect(bodyFor(SLACK, hostile)).toMatchObject({
      text: 'freshsales-edge: x\n&lt;!channel&gt; &lt;https://evil.example|Sign in&gt; &amp; @everyone **x** [a](b)',
    })
    expect(bodyFor(DISCORD, hostile)).toMatchObject({
      content: expect.stringContaining(
        '\\<!channel\\> \\<https://evil.example\\|Sign in\\> & \\@everyone \\*\\*x\\*\\* \\[a\\]\\(b\\)',
      ),
    })
  })

  it('fits into what each takes, whatever is to be told, and says how much is missing', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 2_000 }), { maxLength: 60 })
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000 }), texts, (title, lines) => {
        const given = { title, lines }
        const { text } = bodyFor(SLACK, given) as { text: string }
        expect(text.length).toBeLessThanOrEqual(4_000)
        expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
        const { content } = bodyFor(DISCORD, given) as { content: string }
        expect(content.length).toBeLessThanOrEqual(2_000)
        const card = JSON.stringify(bodyFor(TEAMS, given))
        expect(new TextEncoder().encode(card).length).toBeLessThan(28_000)
        expect(card).not.toContain('\\ud8')
      }),
      { numRuns: 60 },
    )
    const long = { title: 'Week', lines: Array.from({ length: 100 }, () => 'l'.repeat(80)) }
    const { content } = bodyFor(DISCORD, long) as { content: string }
    expect(content.split('\n')).toHaveLength(26)
    expect(content).toMatch(/\n… and 76 more lines$/)
  })
})
