/** A library under test: what a page loads of it, and how the page starts it. */
export interface Library {
  name: string
  /** What a page loads, as its makers ship it; only files that they ship unminified are minified here. */
  file: string
  /**
   * The head of a page that reports its first page view and offers `window.trackIt(name)`.
   * `/library.js` is the file, COLLECT the address of the collector.
   */
  head: string
  /** Sends nothing about a stranger. */
  isQuiet?: boolean
  forms?: FormCapture
}

/** How a library is told to report the forms of a page. */
export interface FormCapture {
  /** Where other files than the library itself are needed. */
  files?: { library: string; plugin: string }
  /** In place of the head of other pages. */
  head: string
  /** After the page's forms. */
  after?: string
  /** By what a report of a submitted form is recognised at the collector. */
  report: string
}

export const MODULES = 'test/bench/node_modules'

/** Where the files are that are made here, of what their makers ship as source. */
export const MADE = `${MODULES}/.made`
