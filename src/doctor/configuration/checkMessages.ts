import { mailFault } from '../../edge/outbox/messages/mailFault.ts'
import { receiverAt } from '../../edge/outbox/messages/receivers.ts'
import type { Config } from '../../edge/settings/config.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import type { Variables } from './variables.ts'

/** Who will be told of trouble, and whether anybody can be. Sends nothing. Pure. */
export function checkMessages(
  config: Config,
  { bindings }: Pick<Variables, 'bindings'>,
): Finding[] {
  return [
    ...checkWebhook(config.alertWebhook),
    ...checkEmail(config, bindings.has('EMAIL')),
    ...(config.alertDetails
      ? [note('ALERT_DETAILS is on: messages name people to whoever reads them')]
      : []),
  ]
}

function checkWebhook(address: string | undefined): Finding[] {
  if (address === undefined) return []
  const { name } = receiverAt(address)
  const isSwitchedOff = new URL(address).hostname.endsWith('.webhook.office.com')
  return isSwitchedOff
    ? [
        bad(
          'ALERT_WEBHOOK',
          'ALERT_WEBHOOK is an Office 365 connector, which Microsoft switched off in May 2026',
          'Make a new address in Teams with the app Workflows: "Send webhook alerts to a channel".',
        ),
      ]
    : [good(`ALERT_WEBHOOK is taken for ${name}`)]
}

function checkEmail({ alertEmail, alertEmailFrom }: Config, hasBinding: boolean): Finding[] {
  if (alertEmail === undefined)
    return alertEmailFrom === undefined
      ? []
      : [
          note(
            'ALERT_EMAIL_FROM is used with ALERT_EMAIL only',
            'Set ALERT_EMAIL, or leave it out.',
          ),
        ]
  const fault = mailFault({ hasSender: alertEmailFrom !== undefined, hasBinding })
  return fault
    ? [bad('ALERT_EMAIL', `ALERT_EMAIL is told nothing: ${fault.what}`, fault.advice)]
    : [good('ALERT_EMAIL is told by e-mail')]
}
