import { brotliCompressSync, constants } from 'node:zlib'

/** Size after the strongest brotli, as a CDN keeps a file that never changes. */
export const brotliBytes = (content: Buffer): number =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  }).length
