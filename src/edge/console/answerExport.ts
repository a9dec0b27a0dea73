import { refuse } from '../collect/refusal.ts'
import type { Edge } from '../edge.ts'
import { outboxOf } from '../objects.ts'
import { COLUMNS } from '../outbox/export/columns.ts'
import { csvRow } from '../outbox/export/csvRow.ts'
import type { ExportPageAsk } from '../outbox/operator/operations.ts'
import type { OutboxDoor } from '../outboxDoor.ts'
import { respondRefusal, SECURITY_HEADERS } from '../respond.ts'
import { unlock } from './unlock.ts'

type Asked = Pick<ExportPageAsk, 'what' | 'format'>

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const

/** All people or deliveries as a file, page by page: what is slow to be read is slow to be fetched. */
export async function answerExport(
  request: Request,
  what: Asked['what'],
  edge: Edge,
): Promise<Response> {
  const resourcePolicy = { 'cross-origin-resource-policy': 'same-origin' }
  const unlocked = await unlock(request, { env: edge.env, adminToken: edge.config.adminToken })
  if (!unlocked.ok) return respondRefusal(unlocked.refusal, resourcePolicy)
  const format = new URL(request.url).searchParams.get('format') ?? 'csv'
  if (format !== 'csv' && format !== 'json')
    return respondRefusal(refuse('wrong_shape', 'format: must be csv or json').refusal)
  const day = new Date(edge.now).toISOString().slice(0, 10)
  const file = fileOf({ what, format }, outboxOf(edge.env))
  return new Response(streamOf(file), {
    headers: {
      ...SECURITY_HEADERS,
      ...resourcePolicy,
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${what}-${day}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

/** By this Excel knows that a file is UTF-8. */
const BOM = '\uFEFF'

async function* fileOf({ what, format }: Asked, outbox: OutboxDoor): AsyncGenerator<string> {
  const isJson = format === 'json'
  yield isJson ? '[' : BOM + csvRow(COLUMNS[what])
  let after: number | undefined = 0
  let isFirst = true
  while (after !== undefined) {
    const { text, next }: { text: string; next?: number } = await outbox.operate('exportPage', {
      what,
      format,
      after,
    })
    if (text !== '') {
      yield isJson ? `${isFirst ? '\n' : ',\n'}${text}` : text
      isFirst = false
    }
    after = next
  }
  if (isJson) yield '\n]\n'
}

/** One text at a time, and the next one when it is wanted. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await texts.next()
        if (done) controller.close()
        else controller.enqueue(bytes.encode(value))
      },
      async cancel() {
        await texts.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
