import type { CaseSeeds } from '../../src/cases/open-cases.js';
import { CaseStore } from '../../src/cases/case-store.js';
import { plainCase } from '../../src/cases/demo-cases.js';
import type { DatabaseUrl } from '../../src/database/database-url.js';
import { HEALTH_DIVISION } from '../../src/policy/terms.js';
import { cityRows, testCity } from './city.js';

/** Cases that suites name, by the division whose they are; each is about everybody in the suites' city. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  [HEALTH_DIVISION]: [
    ...['2023-0001', '2026-0001', '1', 'A-1', 'C-1', 'K-1', 'T-1', 'T-2', 'T-9'],
    ...[
      'K-2023-17',
      'K-2023-41',
      'K-2023-42',
      'K-2023-43',
      'K-2023-44',
      'K-2023-45',
      'K-2023-50',
      'K-2023-51',
    ],
  ],
  総務部総務課: ['2023-1', 'D-1', 'D-2023-7'],
};

/** Everybody whom the registry of the suites' city has, in whatever standing. */
export function everybody(): readonly string[] {
  return cityRows<{ number: string }>('registry', 'SELECT ATENA_NO AS number FROM JUKI_KIHON').map(
    ({ number }) => number,
  );
}

/**
 * The cases that the suites name, opened as by a clerk at the counter, about these persons: what a gateway of a test
 * begins with. Whoever needs a case about fewer opens it by the graph.
 */
export function openedCases(persons: readonly string[] = everybody()): CaseSeeds {
  return (_sources, today) =>
    Promise.resolve(
      Object.entries(CASES).flatMap(([division, numbers]) =>
        numbers.map((number) => plainCase(number, { persons, today, division })),
      ),
    );
}

/** Opens the same in the store of a gateway in a process of its own. */
export async function openCasesIn(url: DatabaseUrl, persons: readonly string[] = everybody()): Promise<void> {
  const store = await CaseStore.open({ url });
  try {
    const today = testCity().manifest.asOf;
    for (const [division, numbers] of Object.entries(CASES))
      for (const number of numbers) await store.put(plainCase(number, { persons, today, division }));
  } finally {
    await store.close();
  }
}
