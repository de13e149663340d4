import { ExchangeRefused } from '../../../adapters/intermediate-server/model.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import type { Exchange } from '../../../src/linkage/exchange.js';
import { SupportMeasures } from '../../../src/linkage/support-measures.js';

/**
 * A protected person whom the intermediate server does not know leaves no open intent, stops nobody else's
 * protection, and is told to somebody (docs/attacks.md B7).
 */

const NUMBERS = ['000000000000001', '000000000000002', '000000000000003'];
const OLD = '000000000000009';

function city({ unknown }: { readonly unknown: string }) {
  const records: string[] = [];
  const alarms: string[] = [];
  const restricted: string[] = [];
  const person = (number: string) => new Sealed(number.padStart(15, '0'));
  const asked = new Map(NUMBERS.map((number) => [person(number), number]));
  const keys = new Map([...asked].map(([sealed, number]) => [number, sealed]));
  const parts = {
    sources: {
      ask: (_: unknown, signal: AbortSignal, read: (live: AbortSignal) => Promise<unknown>) => read(signal),
      send: (_: unknown, signal: AbortSignal, write: (live: AbortSignal) => Promise<unknown>) =>
        write(signal),
      registry: {
        loadSupportMeasures: () =>
          Promise.resolve({ inForce: [...NUMBERS, OLD].sort(), unreadable: 0, withoutKey: 0, gone: 0 }),
        loadPolicyAttributes: (numbers: readonly string[]) => Promise.resolve(numbers.map(() => null)),
      },
      address: {
        // The old number was merged into the third one.
        loadNumbers: (numbers: readonly string[]) =>
          Promise.resolve(
            numbers.map((number) => {
              const now = number === OLD ? (NUMBERS[2] ?? '') : number;
              return { atenaNumber: now, atenaNumbers: now === NUMBERS[2] ? [now, OLD] : [now] };
            }),
          ),
      },
    },
    server: {
      restrictions: () => Promise.resolve([[]]),
      restrict: (_: unknown, sealed: Sealed<string>) => {
        const number = asked.get(sealed) ?? '';
        if (number === unknown) return Promise.reject(new ExchangeRefused('NOT_FOUND'));
        restricted.push(number);
        return Promise.resolve([]);
      },
    },
    log: {
      subject: (number: string) => `P${number}`,
      intend: ({ subject }: { subject: string }) => Promise.resolve(records.push(`INTENT ${subject}`)),
      close: ({ subject }: { subject: string }, result: string) =>
        Promise.resolve(records.push(`OUTCOME ${subject} ${result}`)),
    },
    onAlarm: (_: string, reason: string) => void alarms.push(reason),
  };
  const exchange = {
    parts,
    personOf: (number: string) => Promise.resolve(keys.get(number) ?? null),
  } as unknown as Exchange;
  const items = new Map([['HB', { code: 'HB', content: 'VACCINATIONS' }]]);
  const policy = { permissions: { items }, linkage: { system: { staff: 'SYS' } } };
  const measures = new SupportMeasures(exchange, () => ({ policy, today: '2023-06-27' }) as never);
  return { measures, records, alarms, restricted };
}

test('the act is closed as refused, the next person is protected, and an alarm is raised', async () => {
  const { measures, records, alarms, restricted } = city({ unknown: NUMBERS[1] ?? '' });
  await measures.coverAll(new AbortController().signal);
  // Once each, whichever of their numbers the measure stands under.
  expect(restricted).toEqual([NUMBERS[0], NUMBERS[2]]);
  expect(alarms).toEqual(['UNKNOWN_AT_SERVER']);
  expect(records.filter((record) => record.startsWith('INTENT'))).toHaveLength(3);
  expect(records.filter((record) => record.startsWith('OUTCOME'))).toHaveLength(3);
  expect(records).toContain(`OUTCOME P${NUMBERS[1]} REFUSED NOT_FOUND`);
});
