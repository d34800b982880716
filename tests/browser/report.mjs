/**
 * The report: outcomes come in, lines go out on standard output. It promises one line `ok …` or `FAIL …` for each
 * outcome, the first failures below a `FAIL`, and `N passed, N failed` alone on the last line.
 */

/** How many failures are printed below a `FAIL`; the rest are counted. */
const SHOWN = 25;

/** A report that counts what passed and what failed. */
export class Report {
  passed = 0;
  failed = 0;

  /** Notes a check that found nothing wrong. */
  ok(text) {
    this.passed += 1;
    console.log(`ok   ${text}`);
  }

  /** Notes a check that failed, with one line for each thing that is wrong. */
  fail(text, failures) {
    this.failed += 1;
    console.log(`FAIL ${text}`);
    for (const failure of failures.slice(0, SHOWN)) {
      console.log(`       ${failure.replaceAll("\n", "\n         ")}`);
    }
    if (failures.length > SHOWN) console.log(`       and ${failures.length - SHOWN} more`);
  }

  /** Prints the closing line and returns the exit status. */
  close() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}
