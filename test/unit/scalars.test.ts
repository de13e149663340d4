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

describe('DateTime', () => {
  test.each(['2023-06-27T09:00:00+09:00', '2199-12-31T23:59:59Z'])('takes %s', (instant) => {
    expect(Instant.parseValue(instant)).toBe(new Date(instant).toISOString());
  });
  test.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00', '2200-01-01T00:00:00Z'])(
    'refuses %s, which four digits of a year may not hold',
    (instant) => {
      expect(codeOf(() => Instant.parseValue(instant))).toBe('BAD_USER_INPUT');
      expect(codeOf(() => Instant.parseLiteral(parseValue(JSON.stringify(instant))))).toBe('BAD_USER_INPUT');
    },
  );
});
