import { bad, type Finding, type Findings, good } from '../finding.ts'
import type { EdgeAnswer } from './ask.ts'
import { type Sender, sendDryEvent } from './event.ts'

/** Nobody's: `.invalid` never resolves. */
const STRANGE_ORIGIN = 'https://stranger.invalid'
const STRANGE_KEY = 'freshsales-edge-doctor-wrong-key'

/** Whether a wrong write key and a strange page are turned away. */
export async function* checkStrangers(sender: Sender): Findings {
  const withKey = await sendDryEvent({ ...sender, writeKey: STRANGE_KEY })
  yield turnedAway(withKey, { status: 401, who: 'a wrong write key', subject: 'WRITE_KEYS' })
  const fromPage = await sendDryEvent({ ...sender, origin: STRANGE_ORIGIN })
  yield turnedAway(fromPage, { status: 403, who: 'a strange page', subject: 'ALLOWED_ORIGINS' })
}

function turnedAway(
  answer: EdgeAnswer,
  { status, who, subject }: { status: number; who: string; subject: string },
): Finding {
  return answer.status === status
    ? good(`${who} is refused`)
    : bad(
        subject,
        `${who} is answered with status ${answer.status} instead of ${status}`,
        `Check ${subject}, and that nothing but the Worker answers.`,
      )
}
