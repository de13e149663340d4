import { parseEraDigits, parseEraLetters } from '../../../adapters/legacy/era.js';
import { parseCompactDate, UNKNOWN_DATE } from '../../../adapters/legacy/legacy-date.js';
import { withSubject } from '../../../src/guard/subject.js';

/** A date is read once and handed to everybody in whose row it stands. */
describe.each([
  [
    'digits of an era',
    parseEraDigits,
    ['5050627', '3250600', '3250000', '0000000', '9999999', '1234567', ''],
  ],
  ['letters of an era', parseEraLetters, ['R05.06.27', 'S410203', 'H00.00.00', '']],
  ['compact', parseCompactDate, ['20230627', '20230600', '20230000', '00000000', '99999999', '2023062']],
] as const)('%s', (_name, parse, texts) => {
  test.each(texts)('%p is nobody’s own', (text) => {
    const [one, other] = [parse(text), parse(text)];
    expect(other).toEqual(one);
    for (const shared of [one, one.kind === 'DATE' ? one.date : UNKNOWN_DATE])
      expect(() => withSubject({ atenaNumber: '000000000000017', labels: 0 }, shared)).toThrow(TypeError);
    expect(parse(text)).toEqual(other);
  });

  test('of no text it is what it is of an empty one', () => expect(parse(null)).toEqual(parse('')));
});
