/** The whole library in one file, for pages that want a single hash. */
import './capture/bundleForms.ts'
import './script.ts'
