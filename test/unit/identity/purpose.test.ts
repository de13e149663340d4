import { GatewayError } from '../../../src/errors/gateway-error.js';
import { readPurpose, requireCase } from '../../../src/identity/purpose.js';
import { PURPOSES } from '../../../src/policy/terms.js';
import { policy, staffDirectory } from './harness.js';

function read(account: string, purpose?: string, caseNumber?: string) {
  return readPurpose(
    { purpose, case: caseNumber },
    staffDirectory().principal(account, [], '127.0.0.1'),
    policy.purposes,
  );
}

const refusal = (...args: Parameters<typeof read>): GatewayError => refusalOf(() => read(...args));

function refusalOf(judge: () => unknown): GatewayError {
  try {
    judge();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

test.each([
  ['a purpose on the menus', ['clerk', 'HISTORY', undefined], { purpose: 'HISTORY', caseNumber: null }],
  [
    'a purpose with its case',
    ['clerk', 'INQUIRY', 'INQ-2023/0042'],
    { purpose: 'INQUIRY', caseNumber: 'INQ-2023/0042' },
  ],
  [
    'a case nobody asked for',
    ['number-clerk', 'HISTORY', 'K.1_a'],
    { purpose: 'HISTORY', caseNumber: 'K.1_a' },
  ],
  ['no purpose', ['clerk', undefined, undefined], { purpose: null, caseNumber: null }],
  ['empty headers', ['clerk', '', ''], { purpose: null, caseNumber: null }],
] as const)('%s is taken', (_, [account, purpose, caseNumber], stated) => {
  expect(read(account, purpose, caseNumber)).toEqual(stated);
});

test.each(['TAX', 'history', ' HISTORY', 'HISTORY, INQUIRY', '__proto__'])(
  'purpose %p is none: all purposes are listed',
  (purpose) => {
    const error = refusal('clerk', purpose);
    expect(error.code).toBe('PURPOSE_REQUIRED');
    for (const name of PURPOSES) expect(error.en).toContain(name);
  },
);

test('a purpose whose menu was not granted is FORBIDDEN, and the menu owner is named', () => {
  const error = refusal('clerk', 'AUDIT');
  expect(error.code).toBe('FORBIDDEN');
  expect(error.ja).toContain('総務課長');
});

test('the sentences call a purpose by its name in their language, and not by its code', () => {
  const refused = refusal('clerk', 'AUDIT');
  expect(refused.ja).toMatch(/^利用目的「内部監査・自己点検」/);
  expect(refused.en).toContain(`“${policy.purposes.get('AUDIT')?.nameEn}”`);
  const without = refusalOf(() => requireCase(read('clerk', 'INQUIRY'), policy.purposes));
  expect(without.ja).toMatch(/^利用目的「問い合わせに関する事務」には/);
  expect(without.en).toContain(`“${policy.purposes.get('INQUIRY')?.nameEn}”`);
  for (const { ja, en } of [refused, without]) expect(`${ja} ${en}`).not.toMatch(/AUDIT|INQUIRY/);
  // What a program has to send is named with it.
  expect(refusal('clerk', 'TAX').ja).toContain('INQUIRY(問い合わせに関する事務)');
});

test.each(['INQUIRY', 'CERTIFICATE'])('%s without a case is PURPOSE_REQUIRED, saying so', (purpose) => {
  const stated = read('clerk', purpose);
  const error = refusalOf(() => requireCase(stated, policy.purposes));
  expect(error.code).toBe('PURPOSE_REQUIRED');
  expect(error.en).toContain('needs a case number');
});

test.each([
  ['too long', 'x'.repeat(65)],
  ['of other characters', 'CASE 42'],
  ['full-width', '１２３４５６７８９０１８'],
  ['with a line break', 'A\nB'],
  ['an individual number', '123456789018'],
  ['an individual number as the card prints it', '1234-5678-9018'],
  ['an individual number behind a word', 'MYNUMBER123456789018'],
  ['an individual number with dots', 'a/1234.5678.9018'],
])('a case that is %s is BAD_USER_INPUT and is not echoed', (_, text) => {
  const error = refusal('clerk', 'INQUIRY', text);
  expect(error.code).toBe('BAD_USER_INPUT');
  expect(`${error.message} ${error.ja} ${error.en} ${error.detail}`).not.toContain(text);
});

/** docs/attacks.md D4. */
test.each([
  ['behind a year', 'R5-123456789018'],
  ['behind a year of four digits', '2023-123456789018'],
  ['with two hyphens each', '1234--5678--9018'],
  ['with a digit before it', '9123456789018'],
  ['with a digit behind it', '1234567890187'],
  ['in fours behind a year', 'R5-1234-5678-9018'],
  ['in kanji', encodeURIComponent('第一二三四五六七八九〇一八号')],
  ['in full width', encodeURIComponent('１２３４５６７８９０１８')],
  ['in circles', encodeURIComponent('❶❷❸❹❺❻❼❽❾⓿❶❽')],
  ['in Arabic-Indic digits', encodeURIComponent('١٢٣٤٥٦٧٨٩٠١٨')],
  ['parted by の', encodeURIComponent('1234の5678の9018')],
  ['encoded twice', encodeURIComponent(encodeURIComponent('1234・5678・9018'))],
])('a case that holds a number %s is BAD_USER_INPUT and is not echoed', (_, text) => {
  const error = refusal('clerk', 'INQUIRY', text);
  expect(error.code).toBe('BAD_USER_INPUT');
  expect(`${error.message} ${error.ja} ${error.en} ${error.detail}`).not.toContain(text);
});

/** docs/attacks.md H9. */
test.each([
  ['5小健第123号', '5小健第123号'],
  ['５小健第１２３号', '5小健第123号'],
  ['令和5年度(健)第1234号の2', '令和5年度(健)第1234号の2'],
  ['R5-123', 'R5-123'],
])('the file number %s is a case, percent-encoded', (number, read_) => {
  expect(read('clerk', 'INQUIRY', encodeURIComponent(number)).caseNumber).toBe(read_);
});

test.each(['5小健第123号', '%E5%B0', '%', '5%00', encodeURIComponent('A\u200bB'), encodeURIComponent('A B')])(
  'what is no percent-encoded UTF-8 of letters and digits is no case: %j',
  (text) => {
    expect(refusal('clerk', 'INQUIRY', text).code).toBe('BAD_USER_INPUT');
  },
);

/** docs/attacks.md E7. */
test.each(['-', '.', '()', '_/-', encodeURIComponent('・'), encodeURIComponent('ー'), '%EF%BC%8D'])(
  'marks alone name no case: %j',
  (text) => {
    expect(refusal('clerk', 'INQUIRY', text).code).toBe('BAD_USER_INPUT');
  },
);

test.each(['x'.repeat(64), '20230627-1', '1234567890123', '12345678901', 'INQ-2023-06-27-0001'])(
  '%s can be a case number',
  (text) => {
    expect(read('clerk', 'INQUIRY', text).caseNumber).toBe(text);
  },
);
