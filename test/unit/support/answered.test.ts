import { answered } from '../../support/answered.js';
import type { Answer } from '../../support/client.js';

interface Data {
  readonly found: string;
}

/** Answers one after another, as a gateway gives them; counts how often it was asked. */
function gives(...codes: readonly (string | null)[]) {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    ask: async (): Promise<Answer<Data>> => {
      const code = codes[Math.min(asked++, codes.length - 1)] ?? null;
      const errors = code === null ? [] : [{ message: code, extensions: { code, messageJa: code } }];
      const whole = { status: 200, headers: {}, text: '', withheld: [], record: '', errors };
      // A refused operation has no data at all, whatever the type of an answer says.
      return { ...whole, ...(code === null && { data: { found: 'it' } }) } as Answer<Data>;
    },
  };
}

test('what a busy machine refuses is asked again until it is answered', async () => {
  const busy = gives('RATE_LIMITED', 'SOURCE_UNAVAILABLE', null);
  expect(await answered(busy.ask)).toEqual({ found: 'it' });
  expect(busy.asked).toBe(3);
});

test('what no waiting mends is told at once by its errors', async () => {
  const refused = gives('FORBIDDEN', null);
  await expect(answered(refused.ask)).rejects.toThrow('FORBIDDEN');
  expect(refused.asked).toBe(1);
});

test('a refusal that does not pass is told by its errors in the end', async () => {
  await expect(answered(gives('RATE_LIMITED').ask, 0)).rejects.toThrow('RATE_LIMITED');
});
