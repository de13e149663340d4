import fc from 'fast-check';
import type { LoadedKeys } from '../../../adapters/address-name/model.js';
import { SourceError } from '../../../src/errors/source-error.js';
import type { Subject } from '../../../src/guard/subject.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import type { Caller } from '../../../src/linkage/caller.js';
import { readOfPersons } from '../../../src/linkage/read-of-persons.js';
import { RecordCaller, type RecordCallerParts } from '../../../src/vaccination-record/record-caller.js';

/** Lists of persons read from another system by their numbers there: each has what it holds of them, or why that cannot be told. */

const { signal } = new AbortController();
const corrupt = () => new SourceError('ADDRESS_NAME', 'CORRUPT');
const atena = (at: number): string => String(at).padStart(15, '0');
const health = (at: number): string => String(at).padStart(10, '0');

type Kind = 'KNOWN' | 'OF_NOBODY' | 'WITHOUT' | 'NUMBERS_UNREAD' | 'ROW_UNREAD';
const kinds = fc.array(
  fc.constantFrom<Kind>('KNOWN', 'OF_NOBODY', 'WITHOUT', 'NUMBERS_UNREAD', 'ROW_UNREAD'),
  { minLength: 1, maxLength: 12 },
);

function keysOf(kind: Kind, at: number): LoadedKeys | null {
  if (kind === 'OF_NOBODY') return null;
  if (kind === 'ROW_UNREAD') return corrupt();
  const isRead = kind !== 'NUMBERS_UNREAD';
  const numbers = kind === 'WITHOUT' ? [] : [health(at)];
  return {
    ...{ atenaNumber: atena(at), healthNumbers: isRead ? numbers : corrupt() },
    ...(kind !== 'WITHOUT' && { integratedNumber: isRead ? new Sealed(atena(at)) : corrupt() }),
  };
}

function sourcesOf(all: readonly Kind[]) {
  return {
    ask: (_: string, live: AbortSignal, read: (live: AbortSignal) => unknown) => read(live),
    address: { loadMany: () => Promise.resolve(all.map(keysOf)) },
  };
}

const persons = (all: readonly Kind[]) => all.map((_, at) => ({ atenaNumber: atena(at) }) as Subject);

/** Who is known has what stands under the number; everybody else a fault that tells more than "nothing". */
function expectTold(all: readonly Kind[], told: readonly unknown[]): void {
  expect(told).toHaveLength(all.length);
  for (const [at, kind] of all.entries())
    if (kind === 'KNOWN') expect(told[at]).toEqual([`of ${at}`]);
    else if (kind === 'OF_NOBODY' || kind === 'WITHOUT')
      expect(told[at]).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    else expect(told[at]).toMatchObject({ system: 'ADDRESS_NAME', kind: 'CORRUPT' });
}

test('at the vaccination record system', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, async (all) => {
      const parts = { sources: sourcesOf(all), signal } as unknown as RecordCallerParts;
      const read = (numbers: readonly string[]) =>
        Promise.resolve(numbers.map((number) => [`of ${Number(number)}`]));
      expectTold(all, await new RecordCaller(parts).ofEach<readonly string[]>(persons(all), read, []));
    }),
  );
});

test('at the intermediate server', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, async (all) => {
      const known = all.flatMap((kind, at) => (kind === 'KNOWN' ? [[`of ${at}`]] : []));
      const caller = {
        parts: { sources: sourcesOf(all), signal },
        ask: (read: (call: unknown) => unknown) => Promise.resolve(read({})),
      } as unknown as Caller;
      expectTold(all, await readOfPersons(caller, persons(all), () => Promise.resolve(known)));
    }),
  );
});
