import { parseValue } from 'graphql';
import { Instant } from '../../schema/scalars/date-time.js';
import { PlainDate } from '../../schema/scalars/dates.js';
import { findGatewayError } from '../../src/request/format-error.js';

const codeOf = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return findGatewayError(error)?.code ?? (error as Error).name;
  }
};

describe('Date', () => {
  test.each(['2024-02-29', '1949-05-01', '1868-01-01', '2199-12-31'])(
    'takes %s, and gives it back as it came',
    (day) => {
      expect(PlainDate.parseValue(day)).toBe(day);
      expect(PlainDate.parseLiteral(parseValue(JSON.stringify(day)))).toBe(day);
      expect(PlainDate.serialize(day)).toBe(day);
    },
  );

  test.each(['0001-01-01', '1867-12-31', '2200-01-01', '9999-12-31'])(
    'refuses %s from a caller, for whom it has no use, and gives it out where a source holds it',
    (day) => {
      expect(codeOf(() => PlainDate.parseValue(day))).toBe('BAD_USER_INPUT');
      expect(codeOf(() => PlainDate.parseLiteral(parseValue(JSON.stringify(day))))).toBe('BAD_USER_INPUT');
      expect(PlainDate.serialize(day)).toBe(day);
    },
  );

  test.each([
    '2023-02-29',
    '2023-2-9',
    '20230209',
    '2023-02-09 ',
    '２０２３-０２-０９',
    '2023-02-09T00:00',
    '',
    20230209,
    0,
    true,
    [],
    {},
  ])('refuses %j in a variable, in the document, and as an answer of its own', (value) => {
    expect(codeOf(() => PlainDate.parseValue(value))).toBe('BAD_USER_INPUT');
    expect(codeOf(() => PlainDate.parseLiteral(parseValue(JSON.stringify(value))))).toBe('BAD_USER_INPUT');
    // The caller wrote none of it: the door makes an INTERNAL of what is not a fault of ours by name.
    expect(codeOf(() => PlainDate.serialize(value))).toBe('TypeError');
  });
});

describe('DateTime (docs/attacks.md G6)', () => {
  test.each([
    ['2023-06-27T09:00:00+09:00', '2023-06-27T00:00:00.000Z'],
    ['2023-06-27T09:00+09:00', '2023-06-27T00:00:00.000Z'],
    ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
    ['2199-12-31T23:59:59Z', '2199-12-31T23:59:59.000Z'],
    ['1868-01-01T00:00:00Z', '1868-01-01T00:00:00.000Z'],
  ])('takes %s', (text, instant) => {
    expect(Instant.parseValue(text)).toBe(instant);
    expect(Instant.parseLiteral(parseValue(JSON.stringify(text)))).toBe(instant);
    expect(Instant.serialize(text)).toBe(instant);
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2023-04-31T12:00:00+09:00',
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00+00:01',
    '0000-12-31T00:00:00Z',
    '2023-06-27T24:00:00Z',
    '2023-06-27T12:60:00Z',
    '2023-06-27T12:00:60Z',
    '2023-06-27T12:00:00+24:00',
    '2023-06-27T12:00:00+09:60',
    '2023-06-27T12:00:00',
    '2023-06-27 12:00:00Z',
    '2023-06-27',
    '+275760-09-13T00:00:00Z',
    '',
    0,
    null,
    [],
    {},
  ])('refuses %j, and does not blame the caller for an answer of its own', (value) => {
    expect(codeOf(() => Instant.parseValue(value))).toBe('BAD_USER_INPUT');
    expect(codeOf(() => Instant.parseLiteral(parseValue(JSON.stringify(value))))).toBe('BAD_USER_INPUT');
    expect(codeOf(() => Instant.serialize(value))).toBe('TypeError');
  });

  test.each([
    '9999-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '1867-12-31T23:59:59Z',
    '2200-01-01T09:00:00+09:00',
  ])('takes %s as no input, and says it in an answer', (instant) => {
    expect(codeOf(() => Instant.parseValue(instant))).toBe('BAD_USER_INPUT');
    expect(codeOf(() => Instant.parseLiteral(parseValue(JSON.stringify(instant))))).toBe('BAD_USER_INPUT');
    expect(Instant.serialize(instant)).toBe(new Date(instant).toISOString());
  });
});
