import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { isFull } from '../shop/effort.ts'
import { freePorts } from './freePorts.ts'
import { pause } from './website.ts'

/** Debian's packages `webkit2gtk-driver` and `xvfb`: the engine of Safari, in a window nobody sees. */
const NEEDED = {
  driver: '/usr/bin/WebKitWebDriver',
  screen: '/usr/bin/Xvfb',
  browser: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
}

/** How long the driver may take to listen. */
const START_MS = 10_000

/** Why there is no WebKit to test in; empty when there is one. */
export const webKitMissing = ((): string => {
  if (!isFull) return 'npm run test:all has it'
  if (Object.values(NEEDED).every((file) => existsSync(file))) return ''
  return 'webkit2gtk-driver and xvfb are not installed here'
})()

/** One WebKit window, driven by WebDriver, which Playwright does not speak. */
export interface WebKitWindow {
  goto: (url: string) => Promise<void>
  /** The value of an expression in the page; promises are awaited. */
  evaluate: <Value>(expression: string) => Promise<Value>
  /** Types into the element like a person. */
  type: (selector: string, text: string) => Promise<void>
  click: (selector: string) => Promise<void>
  /** Ends the window, the driver and the screen. */
  close: () => Promise<void>
}

/** The name under which WebDriver refers to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

export async function openWebKit(): Promise<WebKitWindow> {
  const screen = spawn(NEEDED.screen, ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [display] = await once(screen.stdio[3] as Readable, 'data')
  const [port] = await freePorts(1)
  const driver = spawn(NEEDED.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    env: {
      ...process.env,
      DISPLAY: `:${String(display).trim()}`,
      // The sandbox does not start for root, and tests visit this machine only.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
    stdio: 'ignore',
  })
  const ask = createDriverClient(`http://127.0.0.1:${port}`)
  await untilListening(ask)
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': { binary: NEEDED.browser, args: ['--automation'] },
      },
    },
  })
  const inSession = <Value>(path: string, body: object): Promise<Value> =>
    ask('POST', `/session/${sessionId}${path}`, body)
  const find = async (selector: string): Promise<string> => {
    const found = await inSession<{ [ELEMENT]: string }>('/element', {
      using: 'css selector',
      value: selector,
    })
    return `/element/${found[ELEMENT]}`
  }
  return {
    goto: (url) => inSession('/url', { url }),
    evaluate: (expression) =>
      inSession('/execute/async', {
        script: `const done = arguments[0]; Promise.resolve(eval(${JSON.stringify(expression)})).then(done, (error) => done(String(error)))`,
        args: [],
      }),
    type: async (selector, text) => inSession(`${await find(selector)}/value`, { text }),
    click: async (selector) => inSession(`${await find(selector)}/click`, {}),
    close: async () => {
      await ask('DELETE', `/session/${sessionId}`)
      await Promise.all([driver, screen].map(end))
    },
  }
}

type Ask = <Value>(method: string, path: string, body?: object) => Promise<Value>

function createDriverClient(origin: string): Ask {
  return async <Value>(method: string, path: string, body?: object) => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await answer.json()) as { value: Value & { error?: string } }
    if (!answer.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
}

async function untilListening(ask: Ask): Promise<void> {
  const deadline = Date.now() + START_MS
  for (;;) {
    try {
      await ask('GET', '/status')
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await pause(50)
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}
