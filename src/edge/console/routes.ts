import type { Route } from '../edge.ts'
import type { OperationName } from '../outbox/operator/operations.ts'
import { answerOperation } from './answerOperation.ts'
import { answerPage } from './page.ts'
import { PATHS } from './paths.ts'

export const CONSOLE_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/console\/?$/, cors: false, handle: answerPage },
  ...(Object.keys(PATHS) as OperationName[]).map(
    (name): Route => ({
      method: PATHS[name].method,
      path: `/console/api/${PATHS[name].path}`,
      cors: false,
      handle: (request, edge) => answerOperation(request, name, edge),
    }),
  ),
]
