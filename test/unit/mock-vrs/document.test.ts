import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OPERATIONS } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import * as terms from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { IDLE_MS } from '../../../src/mock/signed-calls/security-handlers.js';
import { MAX_BODY } from '../../../src/mock/signed-calls/socket.js';
import { Faults } from '../../../src/mock/vrs/faults.js';
import { citySeed } from '../../../src/mock/vrs/seed/city-seed.js';
import { STATUS } from '../../../src/mock/vrs/start.js';
import { VRS_ROLES } from '../../../src/policy/vrs-rules.js';
import { loadPolicy } from '../../../src/policy/load.js';

const root = resolve(__dirname, '..', '..', '..');
const text = readFileSync(join(root, 'docs', 'vaccination-record-system.md'), 'utf8');
/** Cells of every row of a table whose first is one name in backticks. */
const rows = text.split('\n').flatMap((line) =>
  /^\| `[^`]+` \|/.test(line)
    ? [
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ]
    : [],
);
const named = (pattern: RegExp) => rows.filter(([first]) => pattern.test(first ?? ''));

test('docs/vaccination-record-system.md lists every operation with its role, in order', () => {
  const expected = Object.entries(OPERATIONS).map(([name, { role }]) => [
    `\`${name}\``,
    role === null ? 'any' : `\`${role}\``,
  ]);
  expect(named(/^`[A-Z]{3}\d\d`$/).map(([name, role]) => [name, role])).toEqual(expected);
});

test('it lists every error of the protocol with its status', () => {
  expect(
    named(/^`[A-Z_]+`$/)
      .filter(([, status]) => /^\d{3}$/.test(status ?? ''))
      .map(([name, status]) => [name, status]),
  ).toEqual(terms.PROTOCOL_ERRORS.map((code) => [`\`${code}\``, String(STATUS[code])]));
});

test('it names every state, reason, role and fault', () => {
  const words = [
    ...[...terms.TARGET_STATES, ...terms.FLAG_KINDS, ...terms.FLAG_STATES, ...terms.REISSUE_REASONS],
    ...[...Object.values(terms.COUPON_KINDS), ...terms.READINGS, ...terms.DOSE_WARNINGS],
    ...[...terms.CORRECTION_REASONS, ...terms.NEEDS, ...terms.CONSENTS, ...terms.INQUIRY_OUTCOMES],
    ...[...terms.CERTIFICATE_KINDS, ...terms.APPLICATION_CHANNELS, ...terms.IDENTITY_CHECKS],
    ...[...terms.APPLICATION_STATES, ...terms.APPLICATION_DECISIONS, ...terms.STAFF_ROLES],
    ...[terms.SESSION_HEADER, terms.AUDIENCE, terms.HARD_TO_OBTAIN_FROM, terms.PROGRAMME_BEGINS],
    ...Object.keys(new Faults()),
  ];
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test('it names the municipalities, their users, and every term as it is; the policy knows the same roles', () => {
  const { vrs } = loadPolicy(join(root, 'policy', 'koganei'));
  const { municipalities, staff } = citySeed({
    place: { directory: '', own: '132101', neighbour: '132144' },
    rules: vrs,
    today: '2023-06-27',
  });
  expect(named(/^`\d{6}`$/).map(([code]) => code)).toEqual(municipalities.map(({ code }) => `\`${code}\``));
  for (const { municipality, staff: user } of staff)
    if (municipality !== '132101') expect(text).toContain(`\`${user}\``);
  expect([...VRS_ROLES]).toEqual([...terms.STAFF_ROLES]);
  expect([IDLE_MS / 60_000, terms.ASSERTION_SECONDS, MAX_BODY / 2 ** 20, terms.MAX_PERSONS]).toEqual([
    5, 60, 2, 200,
  ]);
  for (const words of ['Five minutes', '60 seconds', '2 MiB', '1 to 200 persons'])
    expect(text).toContain(words);
});
