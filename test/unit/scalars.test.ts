import { parseValue } from 'graphql';
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
  test.each(['2024-02-29', '1949-05-01', '9999-12-31'])('takes %s, and gives it back as it came', (day) => {
    expect(PlainDate.parseValue(day)).toBe(day);
    expect(PlainDate.parseLiteral(parseValue(JSON.stringify(day)))).toBe(day);
    expect(PlainDate.serialize(day)).toBe(day);
  });

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
