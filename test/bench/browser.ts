import { DELIVERY_LEGEND, measureDelivery } from './browser/delivery/bench.ts'
import { FORMS_LEGEND, measureForms } from './browser/forms/bench.ts'
import { LIBRARIES } from './browser/libraries/all.ts'
import { installPeers } from './browser/libraries/install.ts'
import { launch } from './browser/site/launch.ts'
import { measureSizes, SIZES_LEGEND } from './browser/sizes.ts'
import { HOW_MEASURED, measureScriptTime } from './browser/time/scriptTime.ts'
import { measureTrackCosts, TRACK_LEGEND } from './browser/time/trackCost.ts'

/**
 * The browser library beside others, measured the same way: `node test/bench/browser.ts`, or only
 * some parts of it: `node test/bench/browser.ts sizes time`. The peers come from npm on the first run.
 */
const PARTS: Record<string, () => Promise<void>> = {
  async sizes() {
    console.log(SIZES_LEGEND)
    console.table(measureSizes())
  },
  async time() {
    console.log(`\n${HOW_MEASURED}`)
    console.table(await withBrowser(measureScriptTime))
  },
  async track() {
    console.log(`\n${TRACK_LEGEND}`)
    console.table(await withBrowser((browser) => measureTrackCosts(browser, LIBRARIES)))
  },
  async delivery() {
    console.log(`\n${DELIVERY_LEGEND}`)
    console.table(await measureDelivery())
  },
  async forms() {
    console.log(`\n${FORMS_LEGEND}`)
    console.table(await measureForms())
  },
}

async function withBrowser<Result>(
  measure: (browser: Awaited<ReturnType<typeof launch>>) => Promise<Result>,
): Promise<Result> {
  const browser = await launch({ hasBackForwardCache: false })
  try {
    return await measure(browser)
  } finally {
    await browser.close()
  }
}

const chosen = process.argv.slice(2)
for (const name of chosen)
  if (!PARTS[name]) throw new Error(`${name} is none of ${Object.keys(PARTS).join(', ')}`)

await installPeers()
for (const [name, part] of Object.entries(PARTS))
  if (!chosen[0] || chosen.includes(name)) await part()
