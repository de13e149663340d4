import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OPERATIONS } from '../../../adapters/intermediate-server/protocol/messages.js';
import * as terms from '../../../adapters/intermediate-server/protocol/terms.js';
import { APPROVAL_MS } from '../../../src/mock/intermediate/provision-handlers.js';
import { PERMIT_MS, ROUTE_MS } from '../../../src/mock/intermediate/exchange.js';
import { ANSWER_FAULTS, Faults } from '../../../src/mock/intermediate/faults.js';
import { citySeed } from '../../../src/mock/intermediate/seed/city-seed.js';
import { IDLE_MS } from '../../../src/mock/signed-calls/security-handlers.js';
import { MAX_BODY } from '../../../src/mock/signed-calls/socket.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { testCity } from '../../support/city.js';

const root = resolve(__dirname, '..', '..', '..');
const text = readFileSync(join(root, 'docs', 'intermediate-server.md'), 'utf8');
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

test('docs/intermediate-server.md lists every operation with its role, in order', () => {
  const expected = Object.entries(OPERATIONS).map(([name, { role }]) => [
    `\`${name}\``,
    role === null ? 'any' : `\`${role}\``,
  ]);
  expect(named(/^`[A-Z]{3}\d\d`$/).map(([name, role]) => [name, role])).toEqual(expected);
});

test('it lists every error of the protocol', () => {
  expect(named(/^`[A-Z_]+`$/).map(([name]) => name)).toEqual(
    terms.PROTOCOL_ERRORS.map((code) => `\`${code}\``),
  );
});

test('it names every state, refusal, hold, reason, role and fault', () => {
  const words = [
    ...terms.INQUIRY_STATES,
    ...terms.PROVISION_STATES,
    ...terms.REFUSAL_CODES,
    ...terms.NOT_PROVIDED_REASONS,
    ...terms.HOLD_REASONS,
    ...terms.STAFF_ROLES,
    terms.SESSION_HEADER,
    terms.AUDIENCE,
    terms.ANSWER_TYPE,
    ...ANSWER_FAULTS,
    ...Object.keys(new Faults()),
  ];
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test('it names the institutions, their users, and every term of time as it is', () => {
  const { linkage } = loadPolicy(join(root, 'policy', 'koganei'));
  const { directory, manifest } = testCity();
  const { institutions, staff, examples } = citySeed({
    place: { directory, own: '132101', neighbour: '132144' },
    rules: linkage,
    today: manifest.asOf,
  });
  expect(named(/^`\d{16}`$/).map(([code]) => code)).toEqual(institutions.map(({ code }) => `\`${code}\``));
  for (const { institution, staff: user } of staff)
    if (institution !== linkage.institution) expect(text).toContain(`\`${user}\``);
  for (const name of Object.keys(examples)) expect(text).toContain(`\`${name}\``);
  expect([
    IDLE_MS / 60_000,
    PERMIT_MS / 60_000,
    ROUTE_MS / 86_400_000,
    APPROVAL_MS / 3_600_000,
    terms.ASSERTION_SECONDS,
    MAX_BODY / 2 ** 20,
  ]).toEqual([5, 15, 7, 24, 60, 2]);
  for (const words of [
    'Five minutes',
    '15 minutes',
    'seven days',
    '24 hours',
    'seven years',
    '60 seconds',
    '2 MiB',
  ])
    expect(text).toContain(words);
});
