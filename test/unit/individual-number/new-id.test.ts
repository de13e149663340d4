import { newId } from '../../../src/individual-number/new-id.js';

/** No identifier of ours reads as an individual number. */

test.each([
  ['in its last piece', '91137d69-9226-4471-bb1b-519619100494'],
  ['in three pieces of four, as on the card', 'a1b7cd6f-9226-4471-8012-5f9a191ce49a'],
  ['over two pieces', '12345678-9226-4b71-bb1b-51a61910c494'],
])('twelve digits %s: another is drawn', (_where, likeANumber) => {
  const drawn = [likeANumber, likeANumber, '0a137d69-9b26-4471-bb1b-5196191ab494'];
  expect(newId(() => drawn.shift() ?? '')).toBe('0a137d69-9b26-4471-bb1b-5196191ab494');
});

test('eleven digits in a row are no number', () => {
  const id = '91137d69-9a26-4a71-bb1b-51961910049a';
  expect(newId(() => id)).toBe(id);
});

test('of many identifiers none holds twelve digits in a row, and none stands twice', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(ids.filter((id) => /\d{12}/.test(id.replaceAll('-', '')))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
