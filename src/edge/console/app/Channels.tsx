import type { ChannelTest, ChannelView } from '../../outbox/messages/channelView.ts'
import { formatAgo, formatTime, plural } from './format.ts'
import { type Message, useDesk } from './useDesk.ts'

const SETTINGS: { [channel in ChannelView['channel']]: string } = {
  webhook: 'ALERT_WEBHOOK',
  email: 'ALERT_EMAIL',
}

/** Who is told when something is wrong, and whether that arrives. */
export function Channels({ channels }: { channels: readonly ChannelView[] }) {
  const { isBusy, order } = useDesk()
  const test = () => order(async (api) => describeTests((await api('testMessage', {})).channels))
  return (
    <section class="card stack" aria-labelledby="channels">
      <h2 id="channels">Messages</h2>
      {channels.length === 0 ? (
        <p class="empty">
          Nobody is told when something is wrong. Set <code>ALERT_WEBHOOK</code> or{' '}
          <code>ALERT_EMAIL</code>.
        </p>
      ) : (
        <>
          {channels.map((each) => (
            <Channel key={each.channel} channel={each} />
          ))}
          <p>
            <button type="button" disabled={isBusy} onClick={test}>
              Send a test message
            </button>
          </p>
        </>
      )}
    </section>
  )
}

function Channel({
  channel: { channel, receiver, fault, failing, waiting, toldAt },
}: ChannelProps) {
  const { now } = useDesk()
  return (
    <p class="small">
      <b>{SETTINGS[channel]}</b> · {receiver}
      <br />
      {fault !== undefined && <span class="fails">{fault}</span>}
      {failing && (
        <span class="fails">
          “{failing.what}” did not arrive: {failing.answered}. None has since{' '}
          {formatTime(failing.since, now)}
          {waiting > 0 && `; ${plural(waiting, 'message')} waiting`}
          {waiting > 0 &&
            failing.nextAt > now &&
            `, next try at ${formatTime(failing.nextAt, now)}`}
          .
        </span>
      )}
      {!fault && !failing && (
        <span class="muted">
          {toldAt === undefined ? 'Nothing was to be told yet' : `Told ${formatAgo(toldAt, now)}`}
        </span>
      )}
    </p>
  )
}

interface ChannelProps {
  channel: ChannelView
}

function describeTests(tests: readonly ChannelTest[]): Message {
  const texts = tests.map(({ channel, receiver, problem }) =>
    problem === undefined
      ? `${SETTINGS[channel]}: ${receiver} took it.`
      : `${SETTINGS[channel]}: ${receiver} did not take it: ${problem.replace(/\.$/, '')}.`,
  )
  return { text: texts.join(' '), isBad: tests.some(({ problem }) => problem !== undefined) }
}
