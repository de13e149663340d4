/**
 * Registers a test suite, or skips it and says in one line why (standard error, so that it is seen in any
 * reporter).
 */
export function describeUnless(missing: string | null, name: string, suite: () => void): void {
  if (missing === null) {
    describe(name, suite);
    return;
  }
  process.stderr.write(`skipped: ${name}: ${missing}\n`);
  describe.skip(`${name} (${missing})`, suite);
}
