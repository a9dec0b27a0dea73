import { readFileSync } from 'node:fs'
import { brotliBytes } from '../helpers/brotliBytes.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { measureDelivery } from './browser/deliveryBench.ts'
import { installPeers, OURS, PEERS, PLAUSIBLE } from './browser/peers.ts'
import { measureScriptTime, measureTrack } from './browser/scriptTime.ts'

/**
 * The browser library beside others, measured the same way: `node test/bench/browser.ts`. The peers
 * come from npm on the first run. Delivery is counted at the collector, before anything is deduplicated.
 */
const WITHOUT_BFCACHE = ['--no-sandbox', '--disable-gpu', '--disable-features=BackForwardCache']

installPeers()

const bytesOf = (file: string): number => brotliBytes(readFileSync(file))
console.table(
  Object.fromEntries(
    PEERS.map(({ name, file }) => [
      name,
      { 'brotli-11, bytes': bytesOf(file), ratio: (bytesOf(file) / bytesOf(OURS.file)).toFixed(2) },
    ]),
  ),
)
console.log(
  `stub: ${bytesOf('dist/stub.js')} bytes · inspector: ${bytesOf('dist/inspector.js')} bytes, on demand only`,
)

const browser = await launchBrowser({ args: WITHOUT_BFCACHE })
try {
  const times = await measureScriptTime(browser, PEERS)
  const ours = times.get(OURS.name) ?? 0
  console.table(
    Object.fromEntries(
      [...times].map(([name, ms]) => [
        name,
        { 'script at 4 × throttle, ms': ms.toFixed(1), ratio: (ms / ours).toFixed(2) },
      ]),
    ),
  )
  console.log(
    `beside ${PLAUSIBLE.name}: ${(ours / (times.get(PLAUSIBLE.name) ?? 1)).toFixed(2)} × (goal ≤ 1.2)`,
  )
  console.log(`track(): ${(await measureTrack(browser, OURS)).toFixed(2)} ms median (goal ≤ 0.2)`)

  const delivery: Record<string, unknown> = {}
  for (const peer of PEERS) delivery[peer.name] = await measureDelivery(browser, peer)
  console.table(delivery)
} finally {
  await browser.close()
}
