import type { EdgeToCheck } from '../command.ts'
import { bad, type Findings, good } from '../finding.ts'
import { ask } from './ask.ts'

/** What the console reads; the page around it may be seen by everybody. */
const CONSOLE_DATA = '/console/api/overview'

/** Whether the console's data stay shut for who has no admin token. */
export async function* checkConsole({ url }: EdgeToCheck): Findings {
  const { status } = await ask(new URL(CONSOLE_DATA, url))
  if (status >= 400 && status < 500) yield good('the console is shut without its token')
  else
    yield bad(
      'console',
      `${CONSOLE_DATA} is answered with status ${status} without a token`,
      'Set ADMIN_TOKEN, and check that nothing but the Worker answers.',
    )
}
