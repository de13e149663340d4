import type { PersonKeys } from '../../../adapters/address-name/model.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import { readNumber } from '../../../src/persons/read-number.js';

const { signal } = new AbortController();

function addressOf(found: Partial<PersonKeys> | null) {
  const asked: unknown[] = [];
  const sources: Parameters<typeof readNumber>[0] = {
    ask: (system, live, read) => {
      asked.push(system);
      return read(live);
    },
    address: {
      loadMany: (numbers, options) => {
        asked.push([numbers, options]);
        return Promise.resolve([found as PersonKeys | null]);
      },
    },
  };
  return { asked, number: () => readNumber(sources, '000000000000001', signal) };
}

test('the number is read of one person, from the system that keeps it, and nothing else is', async () => {
  const sealed = new Sealed('123456789018');
  const { asked, number } = addressOf({ individualNumber: sealed });
  expect(await number()).toBe(sealed);
  expect(asked).toEqual([
    'ADDRESS_NAME',
    [['000000000000001'], { signal, items: new Set(['individualNumber']) }],
  ]);
});

test('somebody without a number, and somebody nobody knows, has none', async () => {
  expect(await addressOf({ individualNumber: null }).number()).toBeNull();
  expect(await addressOf({}).number()).toBeNull();
  expect(await addressOf(null).number()).toBeNull();
});
