import type { Route } from '../http/route.ts'
import { DEAL } from '../rules/deal.ts'
import { crudRoutes, upsertRoute } from './crud.ts'
import { timelineRoutes } from './timeline.ts'
import { viewRoutes } from './views.ts'

export const dealRoutes: Route[] = [
  upsertRoute(DEAL),
  ...viewRoutes(DEAL),
  ...timelineRoutes(DEAL),
  ...crudRoutes(DEAL),
]
