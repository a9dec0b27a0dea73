import type { Route } from '../http/route.ts'
import { accountRoutes } from './accounts.ts'
import { activityRoutes } from './activities.ts'
import { bulkRoutes } from './bulk.ts'
import { contactRoutes } from './contacts.ts'
import { dealRoutes } from './deals.ts'
import { fieldRoutes } from './fields.ts'
import { leadRoutes } from './leads.ts'
import { listRoutes } from './lists.ts'
import { noteRoutes } from './notes.ts'
import { searchRoutes } from './search.ts'
import { selectorRoutes } from './selectors.ts'
import { taskRoutes } from './tasks.ts'

/** Every path of the API. */
export const resourceRoutes: readonly Route[] = [
  ...bulkRoutes,
  ...contactRoutes,
  ...accountRoutes,
  ...dealRoutes,
  ...leadRoutes,
  ...noteRoutes,
  ...activityRoutes,
  ...taskRoutes,
  ...listRoutes,
  ...searchRoutes,
  ...selectorRoutes,
  ...fieldRoutes,
]
