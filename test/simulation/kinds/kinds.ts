import type { Kind } from '../kind.ts'
import { company } from './company.ts'
import { form } from './form.ts'
import { hot } from './hot.ts'
import { identify } from './identify.ts'
import { mapped } from './mapped.ts'
import { task } from './task.ts'
import { visit } from './visit.ts'

/** Everything that happens in stories. */
export const KINDS: readonly Kind[] = [identify, visit, mapped, company, form, task, hot]
