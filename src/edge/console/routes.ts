import type { Route } from '../edge.ts'
import type { OperationName } from '../outbox/operator/operations.ts'
import { answerOperation } from './answerOperation.ts'
import { answerPage } from './page.ts'

/** Reading is GET, and what changes something is POST. So is a search: an address belongs in no URL. */
export const CONSOLE_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/console\/?$/, cors: false, handle: answerPage },
  operation('GET', 'overview', 'overview'),
  operation('GET', 'deliveries', 'deliveries'),
  operation('GET', 'waiting', 'waiting'),
  operation('GET', 'dead-letters', 'deadLetters'),
  operation('POST', 'dead-letters/replay', 'replay'),
  operation('POST', 'dead-letters/delete', 'deleteLetters'),
  operation('POST', 'people/search', 'findPeople'),
  operation('GET', 'person', 'person'),
  operation('POST', 'person/release', 'release'),
  operation('POST', 'person/forget', 'forget'),
  operation('POST', 'pause', 'pause'),
  operation('POST', 'resume', 'resume'),
  // Not on the page: for the day when everything else has failed.
  operation('POST', 'restore', 'restore'),
]

function operation(method: Route['method'], path: string, name: OperationName): Route {
  return {
    method,
    path: `/console/api/${path}`,
    cors: false,
    handle: (request, edge) => answerOperation(request, name, edge),
  }
}
