import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCity } from '../../../src/city/build-city.js';
import type { FindingRow } from '../../../src/reconciliation/finding-row.js';
import { effort } from '../../support/effort.js';
import { ROOT } from '../../support/gateway.js';
import { score, table } from '../../support/reconciliation/score.js';
import { plantedFaults, startReconciliation } from '../../support/reconciliation/world.js';

/** Ten planted kinds need people: a city of 3,000 has some of each. */
const CITIES = effort<readonly { readonly seed: number; readonly size: number }[]>({
  short: [{ seed: 13210, size: 3_000 }],
  full: [
    { seed: 13210, size: 20_000 },
    { seed: 7, size: 20_000 },
    { seed: 2_023, size: 5_000 },
    { seed: 99, size: 5_000 },
  ],
});
const AS_OF = '2023-06-27';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sekisho-recon-city-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(CITIES)(
  'the faults of a city of $size from seed $seed are found, and nothing else',
  async (made) => {
    await buildCity({ root: ROOT, directory: folder, asOf: AS_OF, ...made });
    const city = { directory: folder, asOf: AS_OF, ...made };
    const world = await startReconciliation(city);
    try {
      const run = await world.run().run(AbortSignal.timeout(600_000));
      const findings: FindingRow[] = [];
      for (let after: string | null = null; ;) {
        const page: FindingRow[] = await world.store.page(EVERYTHING, { most: 1_000, after });
        findings.push(...page);
        after = page.at(-1)?.id ?? null;
        if (page.length < 1_000) break;
      }
      const scored = score(plantedFaults(city, world.data), findings);
      process.stdout.write(
        `\nReconciliation of ${made.size} residents (seed ${made.seed}): ${run.persons} persons, ${run.doses} doses, ` +
          `${run.leftAlone} differences left alone\n${table(scored)}`,
      );
      if (process.env['SEKISHO_TEST_SHOW'] !== undefined)
        process.stdout.write(
          JSON.stringify({ missed: scored.missed, false: scored.falseFindings }, null, 1).slice(0, 20_000),
        );
      expect(scored.precision).toBeGreaterThanOrEqual(0.99);
      expect(scored.recall).toBeGreaterThanOrEqual(0.98);
      // The side that is suspected is worth as much as the finding.
      const sides = scored.byKind.reduce((sum, { side }) => sum + side, 0);
      const found = scored.byKind.reduce((sum, one) => sum + one.found, 0);
      expect(sides / found).toBeGreaterThanOrEqual(0.95);
    } finally {
      await world.end();
    }
  },
  900_000,
);

const EVERYTHING = { states: [], kinds: [], suspected: [], leastConfidence: 0, atenaNumbers: null } as const;
