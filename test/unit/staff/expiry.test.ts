import { addDays, requirePlainDate } from '../../../src/calendar/plain-date.js';
import { expiringIn } from '../../../src/staff/expiry.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import { viewAccount, viewContract } from '../../../src/staff/views.js';
import type { StaffRows } from '../../../src/staff/staff-rows.js';
import { account, contract, grant, policy, staff, TODAY } from './harness.js';

const { purposes } = policy;
const soon = addDays(requirePlainDate(TODAY), 10);
const expiring = (more: Partial<StaffRows>, days = 30) => {
  const index = new StaffIndex(staff(more));
  return { index, found: expiringIn({ index, purposes, today: TODAY }, days) };
};
const idsOf = (found: ReturnType<typeof expiring>['found'], kind: string) =>
  found.filter((one) => one.kind === kind).map(({ id }) => id);

test('a grant that opens nothing is not about to end: revoked, of nobody’s office, of an account that ended', () => {
  const grants = [
    grant('clerk', { id: 'open', ends: soon }),
    grant('clerk', { id: 'revoked', ends: soon, revokedOn: '2023-06-01', revokedBy: 'head' }),
    grant('clerk', { id: 'not the owner’s', ends: soon, approver: 'clerk' }),
    grant('gone', { id: 'ended', ends: soon }),
    grant('clerk', { id: 'later', ends: '2024-03-31' }),
  ];
  const gone = account('gone', { ends: '2023-06-01' });
  const { index, found } = expiring({ grants, accounts: [gone] });
  expect(idsOf(found, 'GRANT')).toEqual(['open']);
  // As the directory shows them.
  const shown = index.rows.accounts.flatMap(
    (row) => viewAccount(row, { index, purposes, today: TODAY }).grants,
  );
  expect(shown.filter(({ state, ends }) => state === 'OPEN' && ends <= soon).map(({ id }) => id)).toEqual([
    'open',
  ]);
});

test('a part of a contract that has ended is not about to end either', () => {
  const contracts = [
    contract('ended', { ends: '2023-06-01' }),
    contract('its part', { primeContract: 'ended', ends: soon }),
    contract('stands', { ends: soon }),
  ];
  const { index, found } = expiring({ contracts });
  expect(idsOf(found, 'CONTRACT')).toEqual(['stands']);
  for (const row of contracts)
    expect([row.id, viewContract(row, { index, purposes, today: TODAY }).inForce]).toEqual([
      row.id,
      row.id === 'stands',
    ]);
});

test('a machine has no credential and no training that could end', () => {
  const renewed = '2023-01-15';
  const machine = account('machine', {
    kind: 'service',
    credentialRenewedOn: renewed,
    trainedOn: '2022-07-15',
  });
  const person = account('person', { credentialRenewedOn: renewed, trainedOn: '2022-07-15' });
  const { found } = expiring({ accounts: [machine, person] });
  for (const kind of ['CREDENTIAL', 'TRAINING']) {
    expect([kind, idsOf(found, kind).includes('person')]).toEqual([kind, true]);
    expect([kind, idsOf(found, kind).includes('machine')]).toEqual([kind, false]);
  }
});
