/** A webhook is no part of the delivery; nobody waits longer for it. */
const TIMEOUT_MS = 10_000

/** Posts JSON; rejects when the receiver does not take it. The address is a secret and not in the error. */
export async function postAlert(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`)
}
