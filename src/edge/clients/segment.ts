import type { Edge } from '../edge.ts'
import { answerClient } from './answerClient.ts'

const WRITE_KEY_IN_PATH = /^\/v1\/projects\/([^/]+)\/settings$/

/**
 * What `@segment/analytics-next` asks of its `cdnURL` before it sends anything: which integrations
 * there are (only the delivery to us), and no metrics about itself to Segment.
 */
export function answerSegmentSettings(request: Request, edge: Edge): Response {
  const { host, pathname, protocol } = new URL(request.url)
  const writeKey = WRITE_KEY_IN_PATH.exec(pathname)?.[1]
  return answerClient(request, {
    edge,
    writeKey,
    settings: {
      integrations: {
        'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) },
      },
      plan: { track: { __default: { enabled: true, integrations: {} } } },
      edgeFunction: {},
      analyticsNextEnabled: true,
      middlewareSettings: {},
      enabledMiddleware: {},
      metrics: { sampleRate: 0 },
      legacyVideoPluginsEnabled: false,
      remotePlugins: [],
    },
  })
}
