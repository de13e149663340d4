import { ERROR_TABLE, type ErrorCode } from '../../../src/errors/codes.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { toGatewayError } from '../../../src/errors/to-gateway-error.js';
import { toGraphQLError } from '../../../src/errors/to-graphql-error.js';
import { SourceError } from '../../../src/errors/source-error.js';
import { readmeRows } from '../../support/readme.js';

const CODES = Object.keys(ERROR_TABLE) as ErrorCode[];
const NUMBER = '123456789018';

test('README lists the same codes in the same order, with their status and whether to try again', () => {
  const rows = readmeRows(/^`[A-Z_]+`$/).filter((cells) => /^\d{3}$/.test(cells[1] ?? ''));
  const expected = CODES.map((code) => {
    const { status, retryable, en } = ERROR_TABLE[code];
    return [`\`${code}\``, String(status), retryable ? 'yes' : 'no', en];
  });
  expect(rows.map((cells) => cells.slice(0, 4))).toEqual(expected);
});

test('the codes of the public contract are there, and no others', () => {
  expect(CODES).toEqual([
    'UNAUTHENTICATED',
    'SESSION_EXPIRED',
    'FORBIDDEN',
    'PURPOSE_REQUIRED',
    'WITHHELD',
    'RATE_LIMITED',
    'BAD_USER_INPUT',
    'SOURCE_UNAVAILABLE',
    'AUDIT_UNAVAILABLE',
    'INTERNAL',
  ]);
});

test.each(CODES)('%s has a text in both languages that says what to do', (code) => {
  const { ja, en, status } = ERROR_TABLE[code];
  expect(ja).toMatch(/[ぁ-ん一-龠].*。$/);
  expect(en).toMatch(/^[A-Z].*\.$/);
  expect(status).toBeGreaterThanOrEqual(400);
});

test('of an unknown error nothing travels to the caller but the fixed text', () => {
  for (const thrown of [new Error(`row ${NUMBER}`), NUMBER, { message: NUMBER }, null, undefined]) {
    const shown = JSON.stringify(toGraphQLError(toGatewayError(thrown)));
    expect(shown).not.toContain(NUMBER);
    expect(shown).toContain('INTERNAL');
  }
});

test("a source's fault becomes SOURCE_UNAVAILABLE and names the system to the log alone", () => {
  const error = toGatewayError(new SourceError('ADDRESS_NAME', 'TIMEOUT'));
  expect([error.code, error.detail]).toEqual(['SOURCE_UNAVAILABLE', 'ADDRESS_NAME TIMEOUT']);
  expect(JSON.stringify(toGraphQLError(error))).not.toContain('ADDRESS_NAME');
});

test('detail and cause of a fault stay with us', () => {
  const error = new GatewayError('FORBIDDEN', { detail: 'rule zones-7', cause: new Error(NUMBER) });
  const shown = JSON.stringify(toGraphQLError(error));
  expect(shown).not.toMatch(/zones-7|123456/);
  expect(error.cause).toBeInstanceOf(Error);
});
