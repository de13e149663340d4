import type { PersonNumbers } from '../../../adapters/address-name/model.js';
import { SourceError } from '../../../src/errors/source-error.js';
import { MeasureWatch, type MeasureFaults } from '../../../src/persons/measure-watch.js';
import { NO_ITEMS } from '../../../src/sources/sources.js';
import { LastInForce, Persons, type PersonSources } from '../../../src/persons/persons.js';

/** Who stands behind a number, and whose home stays unknown: each answer where a system is silent, too. */

const [A, B, OLD, NOBODY] = ['1', '2', '8', '9'].map((digit) => digit.padStart(15, '0')) as [
  ...[string, string, string, string],
];
const { signal } = new AbortController();

interface City {
  readonly inForce?: readonly string[];
  readonly faults?: { readonly unreadable: number; readonly withoutKey: number; readonly gone: number };
  /** Can fall silent while a test runs. */
  registry?: 'SILENT' | undefined;
  readonly address?: 'SILENT' | 'BROKEN';
  readonly sharing?: readonly string[];
  /** A row of this person cannot be read. */
  readonly incomplete?: string;
}

function persons(city: City, lastInForce?: LastInForce) {
  const { inForce = [], faults, sharing = [], incomplete } = city;
  const asked: string[] = [];
  /** What the systems were handed: options always, persons where some are named. */
  const handed = {
    options: [] as unknown[],
    days: [] as string[],
    households: [] as unknown[],
    followed: [] as unknown[],
  };
  const rows = new Set([A, B]);
  const sources: PersonSources['sources'] = {
    ask: (system, live, read) => {
      asked.push(system);
      if (system === 'RESIDENT_REGISTRY' && city.registry)
        return Promise.reject(new SourceError(system, 'TIMEOUT'));
      if (system === 'ADDRESS_NAME' && city.address === 'SILENT')
        return Promise.reject(new SourceError(system, 'TIMEOUT'));
      if (system === 'ADDRESS_NAME' && city.address === 'BROKEN')
        return Promise.reject(new TypeError('broken'));
      return read(live);
    },
    registry: {
      loadSupportMeasures: (day, options) => {
        handed.days.push(day);
        handed.options.push(options);
        return Promise.resolve({ inForce, unreadable: 0, withoutKey: 0, gone: 0, ...faults });
      },
      loadPolicyAttributes: (numbers, protectedNumbers, options) => {
        handed.households.push([numbers, protectedNumbers]);
        handed.options.push(options);
        return Promise.resolve(
          numbers.map((atenaNumber) =>
            rows.has(atenaNumber)
              ? {
                  ...{
                    atenaNumber,
                    householdNumber: 'H',
                    municipality: '132101',
                    status: 'RESIDENT' as const,
                  },
                  sharesHome: sharing.includes(atenaNumber),
                }
              : null,
          ),
        );
      },
    },
    address: {
      loadNumbers: (numbers, options) => {
        handed.followed.push(numbers);
        handed.options.push(options);
        return Promise.resolve(
          numbers.map((number): PersonNumbers | null => {
            const unread = number === incomplete && ({ incomplete: true } as const);
            if (number === OLD || number === A) return { atenaNumber: A, atenaNumbers: [A, OLD], ...unread };
            return number === B ? { atenaNumber: B, atenaNumbers: [B], ...unread } : null;
          }),
        );
      },
    },
  };
  return {
    sources,
    asked,
    handed,
    persons: new Persons({ sources, signal, today: '2023-06-27', ...(lastInForce && { lastInForce }) }),
  };
}

test('an old number gives the person under the number that stands, and all share one question', async () => {
  const { persons: one, asked } = persons({});
  const [old, now, nobody] = await one.ofAll([OLD, A, NOBODY]);
  expect([old?.atenaNumber, now?.atenaNumber, nobody]).toEqual([A, A, null]);
  expect(asked).toEqual(['RESIDENT_REGISTRY', 'ADDRESS_NAME', 'RESIDENT_REGISTRY']);
  expect(await one.numbersOf(OLD)).toEqual({ atenaNumber: A, atenaNumbers: [A, OLD] });
  expect(await one.numbersOf(NOBODY)).toEqual({ atenaNumber: NOBODY, atenaNumbers: [NOBODY] });
  expect(await one.survivors([OLD, NOBODY])).toEqual([A, NOBODY]);
  expect(await one.everyNumberOf([OLD, NOBODY])).toEqual([[OLD, A], [NOBODY]]);
  expect(await one.everyNumberOf([])).toEqual([]);
  expect(await one.knownNumbersOf([OLD, NOBODY])).toEqual([[OLD, A], [NOBODY]]);
});

test('a measure covers the person under every number, and whoever shares the home is no protected person', async () => {
  const { persons: one } = persons({ inForce: [OLD], sharing: [A, B] });
  expect(await one.of(A)).toMatchObject({ underSupportMeasures: true, sharesHome: false });
  expect(await one.of(B)).toMatchObject({ underSupportMeasures: false, sharesHome: true });
  expect([...(await one.protected()).numbers].sort()).toEqual([A, OLD]);
});

test('whoever is asked about first beside a protected person is neither protected nor taken for them', async () => {
  const { persons: one } = persons({ inForce: [OLD] });
  expect(await one.of(B)).toMatchObject({ atenaNumber: B, underSupportMeasures: false, sharesHome: false });
  expect([...(await one.protected()).numbers].sort()).toEqual([A, OLD]);
  expect(await one.of(A)).toMatchObject({ atenaNumber: A, underSupportMeasures: true });
});

test('a measure for somebody nobody knows protects their number and no other', async () => {
  const { numbers, certain } = await persons({ inForce: [NOBODY] }).persons.protected();
  expect([[...numbers], certain]).toEqual([[NOBODY], true]);
});

test('a list follows nobody twice, whoever followed them before; an act asks anew', async () => {
  const { persons: one, handed } = persons({});
  await one.ofAll([A, NOBODY]);
  expect(await one.knownNumbersOf([A, OLD, NOBODY])).toEqual([[A, OLD], [OLD, A], [NOBODY]]);
  expect(await one.ofAll([OLD, B])).toMatchObject([{ numbers: [A, OLD] }, { numbers: [B] }]);
  expect(await one.knownNumbersOf([B, OLD])).toEqual([[B], [OLD, A]]);
  expect(handed.followed).toEqual([[A, NOBODY], [OLD], [B]]);
  expect(await one.survivors([OLD])).toEqual([A]);
  expect(handed.followed.at(-1)).toEqual([OLD]);
});

test('who could not be followed is asked about once more', async () => {
  const city: { address?: 'SILENT' } = { address: 'SILENT' };
  const { persons: one, handed } = persons(city);
  expect(await one.knownNumbersOf([A])).toEqual([[A]]);
  delete city.address;
  expect(await one.knownNumbersOf([A])).toEqual([[A, OLD]]);
  expect(handed.followed).toEqual([[A]]);
});

test('the measures are read once, whoever asks first, and merges of protected persons with them', async () => {
  const later = persons({ inForce: [OLD] });
  await later.persons.protected();
  await later.persons.of(B);
  await later.persons.protected();
  await later.persons.of(A);
  expect(later.asked.filter((system) => system === 'RESIDENT_REGISTRY')).toHaveLength(1 + 2);
  expect(later.handed.followed).toEqual([[OLD], [B], [A]]);
});

test('merges of protected persons are asked for beside the measures, and again where these have changed', async () => {
  const last = new LastInForce();
  await persons({ inForce: [OLD] }, last).persons.of(B);
  const same = persons({ inForce: [OLD] }, last);
  expect(await same.persons.of(A)).toMatchObject({ underSupportMeasures: true });
  expect(same.handed.followed).toEqual([[OLD, A]]);
  // Neither who was covered before nor who was not counts for anything.
  const lifted = persons({ inForce: [] }, last);
  expect(await lifted.persons.of(A)).toMatchObject({ underSupportMeasures: false, sharesHome: false });
  expect([...(await lifted.persons.protected()).numbers]).toEqual([]);
  const another = persons({ inForce: [B], sharing: [A] }, last);
  expect(await another.persons.of(A)).toMatchObject({ underSupportMeasures: false, sharesHome: true });
  expect(another.handed.followed).toEqual([[A], [B, A]]);
});

test.each([
  ['somebody else than the last time', [A], [NOBODY]],
  ['one of them another', [B, A], [B, NOBODY]],
  ['fewer', [A, NOBODY], [A]],
  ['more', [A], [A, NOBODY]],
])('where measures cover %s, merges are followed of those they cover now', async (_who, inForce, before) => {
  const last = new LastInForce();
  last.numbers = before;
  const { persons: now } = persons({ inForce }, last);
  const [old, other] = await now.ofAll([OLD, B]);
  expect([old?.underSupportMeasures, other?.underSupportMeasures]).toEqual([true, inForce.includes(B)]);
  expect((await now.protected()).numbers).toContain(OLD);
});

test('a city without measures follows nobody to know that nobody is protected', async () => {
  const { persons: one, asked } = persons({});
  expect(await one.protected()).toEqual({ numbers: new Set(), certain: true });
  expect(asked).toEqual(['RESIDENT_REGISTRY']);
});

test('homes are compared with those of all protected numbers, and each question ends with the request', async () => {
  const { persons: one, handed } = persons({ inForce: [OLD] });
  await one.ofAll([B, NOBODY]);
  expect(handed.households).toEqual([
    [
      [B, NOBODY],
      [OLD, A],
    ],
  ]);
  expect(handed.days).toEqual(['2023-06-27']);
  const plain = { signal, items: NO_ITEMS };
  // Of those followed one is covered by a measure, and comes first.
  expect(handed.options).toEqual([plain, { ...plain, standing: 1 }, plain]);
});

test('without any measure nobody’s home is unknown, whatever a row says or who is silent', async () => {
  expect(await persons({ sharing: [B] }).persons.of(B)).toMatchObject({ sharesHome: false });
  expect(await persons({ address: 'SILENT' }).persons.of(B)).toMatchObject({ sharesHome: false });
});

test('while merges cannot be followed, every home is unknown, and a number without a row is not nobody’s', async () => {
  const { persons: one } = persons({ inForce: [OLD], address: 'SILENT' });
  expect(await one.of(B)).toMatchObject({ underSupportMeasures: false, sharesHome: true });
  await expect(one.of(NOBODY)).rejects.toBeInstanceOf(SourceError);
  await expect(one.numbersOf(OLD)).rejects.toBeInstanceOf(SourceError);
  await expect(one.survivors([OLD])).rejects.toBeInstanceOf(SourceError);
  expect(await one.everyNumberOf([OLD])).toEqual([[OLD]]);
  expect(await one.knownNumbersOf([A, B])).toEqual([[A], [B]]);
  await expect(one.knownNumbersOf([A, OLD])).rejects.toBeInstanceOf(SourceError);
  expect((await one.protected()).certain).toBe(false);
});

test('where a number of a protected person cannot be read everybody’s home stays unknown, and the watch says so', async () => {
  const city = { inForce: [OLD], incomplete: OLD };
  const { persons: one } = persons(city);
  expect(await one.of(B)).toMatchObject({ underSupportMeasures: false, sharesHome: true });
  expect(await one.protected()).toMatchObject({ certain: false, unfollowed: 1 });
  const watch = new MeasureWatch({
    ...{ sources: persons(city).sources, today: () => '2023-06-27' },
    ...{ onFaults: () => undefined, onFault: () => undefined },
  });
  await watch.look(signal);
  expect(watch.faults()).toMatchObject({ withoutPerson: 0, unfollowed: 1 });
  await watch.close();
});

test('whoever has a number that cannot be read may be protected by it, and nothing goes on with a part of their numbers', async () => {
  const { persons: one } = persons({ inForce: [NOBODY], incomplete: B });
  expect(await one.of(B)).toMatchObject({ underSupportMeasures: false, sharesHome: true });
  expect(await one.of(A)).toMatchObject({ underSupportMeasures: false, sharesHome: false });
  await expect(one.numbersOf(B)).rejects.toMatchObject({ kind: 'CORRUPT' });
  await expect(one.knownNumbersOf([A, B])).rejects.toMatchObject({ kind: 'CORRUPT' });
  expect(await one.everyNumberOf([B])).toEqual([[B]]);
});

test('a fault that is no silence is not taken for one', async () => {
  await expect(persons({ address: 'BROKEN' }).persons.of(B)).rejects.toBeInstanceOf(TypeError);
});

test('where the registry is silent nobody is told to be unprotected', async () => {
  const { persons: one } = persons({ registry: 'SILENT' });
  await expect(one.of(B)).rejects.toBeInstanceOf(SourceError);
  await expect(one.protected()).rejects.toBeInstanceOf(SourceError);
});

test('the watch counts what protects nobody, and tells of a number that changes, once', async () => {
  const told: MeasureFaults[] = [];
  const city = { inForce: [OLD, NOBODY], faults: { unreadable: 2, withoutKey: 1, gone: 3 } };
  const { sources } = persons(city);
  const watch = new MeasureWatch({
    ...{ sources, today: () => '2023-06-27', onFault: () => undefined },
    onFaults: (faults) => void told.push(faults),
  });
  expect(watch.faults()).toBeNull();
  await watch.look(signal);
  await watch.look(signal);
  expect(told).toEqual([{ unreadable: 2, withoutKey: 1, withoutPerson: 1, unfollowed: 0, gone: 3 }]);
  expect(watch.faults()).toEqual(told[0]);
  await watch.close();
});

function watched(city: City) {
  const { sources, asked, handed } = persons(city);
  const faults: unknown[] = [];
  const watch = new MeasureWatch({
    ...{ sources, today: () => '2023-06-27', onFaults: () => undefined },
    onFault: (error) => void faults.push(error),
  });
  return { watch, city, faults, asked, handed };
}

test('the first count has ended when the watch has started, and what fails then is told and no fault of the start', async () => {
  const well = watched({ inForce: [NOBODY] });
  await well.watch.start();
  expect(well.watch.faults()).toEqual({
    unreadable: 0,
    withoutKey: 0,
    gone: 0,
    withoutPerson: 1,
    unfollowed: 0,
  });
  await well.watch.close();
  const silent = watched({ registry: 'SILENT' });
  await silent.watch.start();
  expect([silent.watch.faults(), silent.faults]).toEqual([null, [expect.any(SourceError)]]);
  await silent.watch.close();
});

test('a count asks for no item, and ends with what it was begun for', async () => {
  const { watch, handed } = watched({ inForce: [OLD] });
  await watch.look(signal);
  const plain = { signal, items: NO_ITEMS };
  expect(handed.options).toEqual([plain, plain, { ...plain, standing: 1 }, plain]);
  expect(handed.days).toEqual(['2023-06-27', '2023-06-27']);
  await watch.close();
});

test('the count is made again each hour, and a minute after it failed', async () => {
  jest.useFakeTimers();
  try {
    const { watch, city, asked } = watched({ inForce: [] });
    const looks = () => asked.length;
    await watch.start();
    expect(looks()).toBe(1);
    await jest.advanceTimersByTimeAsync(59 * 60_000);
    expect(looks()).toBe(1);
    city.registry = 'SILENT';
    await jest.advanceTimersByTimeAsync(60_000);
    expect(looks()).toBe(2);
    city.registry = undefined;
    await jest.advanceTimersByTimeAsync(59_000);
    expect(looks()).toBe(2);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(looks()).toBe(3);
    await watch.close();
    await jest.advanceTimersByTimeAsync(600 * 60_000);
    expect(looks()).toBe(3);
  } finally {
    jest.useRealTimers();
  }
});

test('a city without a fault is told of by nobody', async () => {
  const told: MeasureFaults[] = [];
  const watch = new MeasureWatch({
    ...{ sources: persons({ inForce: [OLD] }).sources, today: () => '2023-06-27' },
    ...{ onFault: () => undefined, onFaults: (faults) => void told.push(faults) },
  });
  await watch.look(signal);
  expect(told).toEqual([]);
  await watch.close();
});
