import { GraphQLScalarType } from 'graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { toGraphQLError } from '../../src/errors/to-graphql-error.js';
import { Sealed } from '../../src/individual-number/sealed.js';

const SEPARATORS = /[\s\u3000\-‐‑‒–—―−ー・.]/gu;

/**
 * An individual number on its way in: twelve digits, half or full width, separators allowed, always as a
 * variable. It is sealed before any resolver sees it, and no error of it says what was given. Whether its check
 * digit holds is the look-up's business (`INVALID`), not a fault of form.
 */
export const IndividualNumberInput = new GraphQLScalarType<Sealed<string>, never>({
  name: 'IndividualNumberInput',
  description:
    '照合・検索に使う個人番号(12桁)。変数でのみ渡す。/ An individual number (12 digits) for look-up and verification. Only as a variable.',
  serialize: () => {
    throw new TypeError('IndividualNumberInput is never an output');
  },
  parseValue: (value) => {
    const digits = typeof value === 'string' ? value.normalize('NFKC').replace(SEPARATORS, '') : '';
    if (!/^\d{12}$/.test(digits))
      throw malformed(
        'A number has 12 digits and is given as a string.',
        '個人番号は12桁の文字列で指定してください。',
      );
    return new Sealed(digits);
  },
  parseLiteral: () => {
    throw malformed(
      'A number is given in a variable, never in the document.',
      '個人番号は変数で渡してください。クエリ本文には書けません。',
    );
  },
});

function malformed(en: string, ja: string): Error {
  return toGraphQLError(new GatewayError('BAD_USER_INPUT', { en, ja, detail: 'IndividualNumberInput' }));
}
