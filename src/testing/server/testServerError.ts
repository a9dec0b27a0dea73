/** Something has to be installed, or said otherwise; the message says what. */
export class TestServerError extends Error {
  override readonly name = 'TestServerError'
}
