import { Random } from '../../../src/city/random.js';
import { TypedReader } from '../../../src/guard/typed-reader.js';
import { mayBeNumber } from '../../../src/individual-number/typed-text.js';
import { startTestGateway, type TestGateway } from '../../support/gateway.js';

/** docs/attacks.md D4: a text as long as a variable may have takes milliseconds, and an operation may name it a hundred times. */

const PIECES = ['1-', '12 ', '一', 'あ', '１‐', '3.4', 'A', '123456789018', '\n'] as const;

/** Texts of any length up to the longest, of whatever numbers are made of. */
function texts(count: number): readonly string[] {
  const random = new Random(12_012, 'typed texts');
  return Array.from({ length: count }, () => {
    const length = random.between(0, 900);
    const pieces = PIECES.slice(random.between(0, PIECES.length - 1));
    let text = '';
    while (text.length < length) text += pieces[random.between(0, pieces.length - 1)] ?? '';
    return text;
  });
}

test('what a reader remembers is what it would read', () => {
  const reader = new TypedReader();
  const given = texts(200);
  Array.from(reader.readAhead({ given }));
  const wrong = [...given, ...given].filter((text) => reader.mayBeNumber('TEXT', text) !== mayBeNumber(text));
  expect(wrong).toEqual([]);
});

test('long texts are read ahead, one a step, wherever they stand; short ones take no step', () => {
  const long = '1-'.repeat(300);
  const steps = [
    ...new TypedReader().readAhead({ a: long, b: [{ c: `${long}2` }, 'short', 1, null], d: { e: [long] } }),
  ];
  expect(steps).toHaveLength(3);
});

describe('asked of a gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway?.stop());

  test('the texts of the variables have been read before any field looks at one', async () => {
    const read = jest.spyOn(TypedReader.prototype, 'mayBeNumber');
    const long = '1-'.repeat(1_000);
    const named = Array.from(
      { length: 5 },
      (_, at) => `f${at}: institutions(nameOrCode: $text, first: 1) { code }`,
    );
    await gateway.as('clerk', {
      purpose: 'HISTORY',
      query: `query Long($text: String!) { ${named.join(' ')} }`,
      variables: { text: long },
    });
    // Once ahead, and once for each field, all of one reader that remembers.
    expect(read.mock.calls.filter(([, text]) => text === long)).toHaveLength(6);
    expect(new Set(read.mock.contexts).size).toBe(1);
  });
});
