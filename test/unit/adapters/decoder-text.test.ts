import { Decoder } from '../../../adapters/decoder.js';
import { char, key, table } from '../../../src/database/table.js';

const TABLE = table('t', { number: key(char('no', 4)), name: char('name', 10) });

/** What no text holds: halves of a pair, noncharacters, what stands for bytes that are no character, controls. */
function isNoText(code: number): boolean {
  if (code >= 0xd800 && code <= 0xdfff) return true;
  if (code >= 0xfffd) return true;
  return /\p{Cc}/u.test(String.fromCharCode(code)) && !/[\t\n\f\r\u0085]/.test(String.fromCharCode(code));
}

test('of all characters those that no text holds are set aside, wherever in a value they stand', () => {
  const reports: string[] = [];
  const decoder = new Decoder('RESIDENT_REGISTRY', TABLE, ({ reason }) => reports.push(reason));
  const wrong: number[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const one = String.fromCharCode(code);
    for (const name of [`${one}a`, `関${one}`, `a 関所${one}b`]) {
      reports.length = 0;
      const read = decoder.written({ name }, 'name');
      const expected = isNoText(code) ? null : name;
      if (read !== expected || reports.length !== (expected === null ? 1 : 0)) wrong.push(code);
    }
  }
  expect(wrong).toEqual([]);
  expect(decoder.written({ name: '𠮷野' }, 'name')).toBe('𠮷野');
});

test('what could not be read is told of the record that was begun, and of none before or behind it', () => {
  const decoder = new Decoder('RESIDENT_REGISTRY', TABLE);
  const FIELDS = { name: ['name'] } as const;
  decoder.written({ name: 'a\u0000' }, 'name');
  decoder.begin();
  expect(decoder.isAside(['name'])).toBe(false);
  expect(decoder.takeSetAside(FIELDS)).toBeUndefined();
  decoder.begin();
  decoder.written({ name: 'a\u0000' }, 'name');
  expect(decoder.isAside(['number'])).toBe(false);
  expect(decoder.isAside(['number', 'name'])).toBe(true);
  expect(decoder.takeSetAside(FIELDS)).toEqual([{ column: 't.name', reason: 'NOT_TEXT', fields: ['name'] }]);
  decoder.written({ name: 'a\u0000' }, 'name');
  expect(decoder.takeSetAside(FIELDS)).toBeUndefined();
});
