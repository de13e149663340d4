import type { LoadedKeys } from '../../../adapters/address-name/model.js';
import { SourceError } from '../../../src/errors/source-error.js';
import type { RecallCandidate, RecallQuery } from '../../../adapters/health-management/model.js';
import { LoopShare } from '../../../src/background/loop-turns.js';
import { createRecall } from '../../../src/loaders/recall.js';
import type { ResidentLoader } from '../../../src/loaders/residents.js';
import type { LoaderScope } from '../../../src/loaders/scope.js';
import { SourceBudget } from '../../../src/sources/source-budget.js';
import { schedule, TODAY } from '../immunization/harness.js';

/** The totals of a long list: read in parts, and still one list of the operation's. */

const PAGE = 1_000;

/** So many candidates alike, and who of them the registry was asked about. */
function town(
  candidates: number,
  doses: readonly string[],
  born = '2022-01-15',
  reaches = '',
  keysOf: (number: string) => LoadedKeys | null = (number) => ({
    ...{ atenaNumber: `R${number}`, healthNumbers: [number] },
  }),
) {
  const asked: string[] = [];
  let failing = Number.POSITIVE_INFINITY;
  const parts: (string | null)[] = [];
  const row = (at: number): RecallCandidate => ({
    ...{
      healthNumber: String(at).padStart(10, '0'),
      isBirthUnknown: false,
      isResident: true,
      district: null,
    },
    birthDate: { iso: born, precision: 'DAY', display: null },
    ...{ doses, doubtful: 0 },
  });
  const health = {
    findRecallCandidates: ({ first, after }: RecallQuery) => {
      if (parts.push(after) > failing) return Promise.reject(new Error(`part ${failing}`));
      const from = after === null ? 0 : Number(after) + 1;
      const count = Math.max(0, Math.min(first, candidates - from));
      return Promise.resolve(Array.from({ length: count }, (_, at) => row(from + at)));
    },
  };
  const address = {
    loadByHealthNumber: (numbers: readonly string[]) => Promise.resolve(numbers.map(keysOf)),
  };
  const residents = { load: (number: string) => Promise.resolve((asked.push(number), null)) };
  const scope = {
    ...{ schedule, fewPersons: 10, signal: new AbortController().signal, budget: new SourceBudget() },
    cursors: { seal: () => 'cursor' },
    guard: { loop: new LoopShare(), reaches: (coordinate: string) => coordinate === reaches },
    sources: {
      health,
      address,
      ask: (_: string, signal: AbortSignal, read: (live: AbortSignal) => unknown) => read(signal),
    },
  } as unknown as LoaderScope;
  const question = { vaccine: 'MR', asOf: TODAY, where: {} };
  const recall = createRecall(scope, residents as unknown as ResidentLoader);
  const totals = () => recall.recallTotals(question);
  const page = (vaccine: string) => recall.recallPage({ ...question, vaccine, first: 1, after: null });
  return { asked, parts, totals, page, fail: (part: number) => void (failing = part) };
}

test('whoever lacks a dose and cannot be read in the address-name system is told to be left out', async () => {
  const unread = () => new SourceError('ADDRESS_NAME', 'CORRUPT');
  const { totals, asked } = town(3, [], undefined, undefined, unread);
  expect((await totals())?.leftOut).toEqual(new Map([['UNIDENTIFIED', 3]]));
  expect(asked).toEqual([]);
  const old = town(1, [], undefined, undefined, (number) => ({
    ...{ atenaNumber: `R${number}`, healthNumbers: unread() },
  }));
  expect((await old.totals())?.leftOut).toEqual(new Map([['UNIDENTIFIED', 1]]));
});

test('of whom the schedule does not call nothing more is read', async () => {
  const { asked, totals } = town(3, ['2023-02-01']);
  expect(await totals()).toMatchObject({ total: 0, leftOutPersons: [] });
  expect(asked).toEqual([]);
});

test('of whom it calls the registry is asked, and whom it does not know is left out', async () => {
  const { asked, totals } = town(3, []);
  const found = await totals();
  expect([found?.total, [...(found?.leftOut ?? [])]]).toEqual([0, [['UNIDENTIFIED', 3]]]);
  expect(asked).toEqual(['R0000000000', 'R0000000001', 'R0000000002']);
});

test('a list of more than twenty parts is counted, and one of more than thirty is not', async () => {
  expect(await town(21 * PAGE, [], '1950-01-01').totals()).toMatchObject({ total: 0 });
  expect(await town(30 * PAGE + 1, [], '1950-01-01').totals()).toBeNull();
});

test('no page is read where the totals alone are asked for, and what cannot be is refused all the same', async () => {
  const { parts, page } = town(3, ['2023-02-01']);
  expect(await page('MR')).toMatchObject({ nodes: [], unshown: [] });
  expect(parts).toEqual([]);
  await expect(page('none')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const asking = town(3, ['2023-02-01'], '2022-01-15', 'RecallTargetConnection.pageInfo');
  await asking.page('MR');
  expect(asking.parts).toEqual([null, '0000000000', '0000000001']);
});

test('what fails in a later part is told, and nothing beside it is left unheard', async () => {
  const broken = town(3 * PAGE, []);
  broken.fail(2);
  await expect(broken.totals()).rejects.toThrow('part 2');
});
