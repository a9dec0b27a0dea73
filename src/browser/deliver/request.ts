import { edgeUrl, isOn, settings } from '../settings.ts'

/** Posts a text, which needs no preflight. */
export const request = (
  body: string,
  keepalive: boolean,
  signal?: AbortSignal,
): Promise<Response> =>
  fetch(edgeUrl(), {
    method: 'POST',
    body,
    keepalive,
    credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
    signal: signal as AbortSignal,
  })
