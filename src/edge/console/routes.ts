import type { Route } from '../edge.ts'
import type { OperationName } from '../outbox/operator/operations.ts'
import { answerExport } from './answerExport.ts'
import { answerOperation } from './answerOperation.ts'
import { answerQuestion } from './answerUnconfigured.ts'
import { answerPage } from './page.ts'
import { PATHS, QUESTION_PATHS } from './paths.ts'
import type { QuestionName } from './questions.ts'

export const CONSOLE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/console\/?$/,
    cors: false,
    handle: (_, { config }) => answerPage(config.adminToken !== undefined),
  },
  ...(Object.keys(QUESTION_PATHS) as QuestionName[]).map(
    (name): Route => ({
      method: QUESTION_PATHS[name].method,
      path: `/console/api/${QUESTION_PATHS[name].path}`,
      cors: false,
      handle: (request, edge) => answerQuestion(request, name, edge),
    }),
  ),
  ...(['people', 'deliveries'] as const).map(
    (what): Route => ({
      method: 'GET',
      path: `/console/api/export/${what}`,
      cors: false,
      handle: (request, edge) => answerExport(request, what, edge),
    }),
  ),
  ...(Object.keys(PATHS) as OperationName[]).map(
    (name): Route => ({
      method: PATHS[name].method,
      path: `/console/api/${PATHS[name].path}`,
      cors: false,
      handle: (request, edge) => answerOperation(request, name, edge),
    }),
  ),
]
