import type { PersonNumbers } from '../../../adapters/address-name/model.js';
import { SourceError } from '../../../src/errors/source-error.js';
import { MeasureWatch, type MeasureFaults } from '../../../src/persons/measure-watch.js';
import { Persons, type PersonSources } from '../../../src/persons/persons.js';

/** Who stands behind a number, and whose home stays unknown: each answer where a system is silent, too. */

const [A, B, OLD, NOBODY] = ['1', '2', '8', '9'].map((digit) => digit.padStart(15, '0')) as [
  ...[string, string, string, string],
];
const { signal } = new AbortController();

interface City {
  readonly inForce?: readonly string[];
  readonly faults?: { readonly unreadable: number; readonly withoutKey: number };
  readonly registry?: 'SILENT';
  readonly address?: 'SILENT' | 'BROKEN';
  readonly sharing?: readonly string[];
}

function persons({ inForce = [], faults, registry, address, sharing = [] }: City) {
  const asked: string[] = [];
  const rows = new Set([A, B]);
  const sources: PersonSources['sources'] = {
    ask: (system, live, read) => {
      asked.push(system);
      if (system === 'RESIDENT_REGISTRY' && registry)
        return Promise.reject(new SourceError(system, 'TIMEOUT'));
      if (system === 'ADDRESS_NAME' && address === 'SILENT')
        return Promise.reject(new SourceError(system, 'TIMEOUT'));
      if (system === 'ADDRESS_NAME' && address === 'BROKEN') return Promise.reject(new TypeError('broken'));
      return read(live);
    },
    registry: {
      loadSupportMeasures: () => Promise.resolve({ inForce, unreadable: 0, withoutKey: 0, ...faults }),
      loadPolicyAttributes: (numbers) =>
        Promise.resolve(
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
        ),
    },
    address: {
      loadNumbers: (numbers) =>
        Promise.resolve(
          numbers.map((number): PersonNumbers | null => {
            if (number === OLD || number === A) return { atenaNumber: A, atenaNumbers: [A, OLD] };
            return number === B ? { atenaNumber: B, atenaNumbers: [B] } : null;
          }),
        ),
    },
  };
  return { sources, asked, persons: new Persons({ sources, signal, today: '2023-06-27' }) };
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
});

test('a measure covers the person under every number, and whoever shares the home is no protected person', async () => {
  const { persons: one } = persons({ inForce: [OLD], sharing: [A, B] });
  expect(await one.of(A)).toMatchObject({ underSupportMeasures: true, sharesHome: false });
  expect(await one.of(B)).toMatchObject({ underSupportMeasures: false, sharesHome: true });
  expect([...(await one.protected()).numbers].sort()).toEqual([A, OLD]);
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
  expect((await one.protected()).certain).toBe(false);
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
  const city = { inForce: [OLD, NOBODY], faults: { unreadable: 2, withoutKey: 1 } };
  const { sources } = persons(city);
  const watch = new MeasureWatch({
    ...{ sources, today: () => '2023-06-27', onFault: () => undefined },
    onFaults: (faults) => void told.push(faults),
  });
  expect(watch.faults()).toBeNull();
  await watch.look(signal);
  await watch.look(signal);
  expect(told).toEqual([{ unreadable: 2, withoutKey: 1, withoutPerson: 1 }]);
  expect(watch.faults()).toEqual(told[0]);
  await watch.close();
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
