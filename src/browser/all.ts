/** The whole library in one file, for pages that want a single hash. */
import './bundleFiles.ts'
import './script.ts'
