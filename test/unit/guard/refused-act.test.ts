import { CONCERNED, refusalIn } from '../../../src/guard/refused-act.js';

test.each([null, undefined, 7, 'userErrors', true, {}, [], { userErrors: null }, { userErrors: [] }])(
  'nothing was refused: %j',
  (payload) => {
    expect(refusalIn(payload)).toBeNull();
  },
);

test('faults that are no list are none', () => {
  expect(refusalIn({ userErrors: { length: 1, 0: { code: 'EXPIRED' } } })).toBeNull();
});

test('each fault is told by what it has, one behind the other, then whom it concerned', () => {
  const userErrors = [
    { code: 'NO_BASIS', field: 'input.row', row: '17', article: '19(16)' },
    { code: 'EXPIRED', field: null, row: undefined, article: null },
    { code: 'GONE', article: '5' },
  ];
  expect(refusalIn({ userErrors })).toBe('NO_BASIS input.row 17 19(16); EXPIRED; GONE 5');
  expect(refusalIn({ userErrors: [{ code: 'GONE' }], [CONCERNED]: ['account a', 'account b'] })).toBe(
    'GONE; account a; account b',
  );
});
