import { authenticate, presentedKey } from '../collect/authenticate.ts'
import type { Edge } from '../edge.ts'
import { answerClient } from './answerClient.ts'

/**
 * What `@rudderstack/analytics-js` asks of its `configUrl`: that the source is on, and that no
 * destination is to be loaded into the page.
 */
export function answerRudderConfig(request: Request, edge: Edge): Response {
  const writeKey = presentedKey(request)
  const source = authenticate(writeKey, { config: edge.config, origin: undefined })
  const name = source.ok ? source.value.name : ''
  return answerClient(request, {
    edge,
    writeKey,
    settings: {
      source: {
        id: name,
        name,
        writeKey,
        enabled: true,
        workspaceId: 'freshsales-edge',
        config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
        destinations: [],
        connections: [],
        dataplanes: {},
      },
      updatedAt: new Date(0).toISOString(),
    },
  })
}
