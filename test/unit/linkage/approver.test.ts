import { faultOfDecision } from '../../../src/linkage/approver.js';
import type { LinkageFaultCode } from '../../../src/linkage/views.js';
import type { LinkageRules } from '../../../src/policy/linkage-rules.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import type { HoldingRow } from '../../../src/staff/staff-rows.js';
import { account, holding, staff, TODAY } from '../staff/harness.js';

const OFFICE = '健康課長';
const user = (id: string) => ({ staff: id, roles: [] });
const RULES: LinkageRules = {
  institution: '0220113210101700',
  approverOffice: OFFICE,
  users: new Map([
    ['head', user('KG-HEAD')],
    ['deputy', user('KG-DEPUTY')],
    ['clerk', user('KG-CLERK')],
    ['second-account', user('KG-SECOND')],
  ]),
  system: user('SEKISHO'),
};
const HEAD = holding(OFFICE, 'head');
const DEPUTY = holding(OFFICE, 'deputy', { delegatedBy: 'head', begins: TODAY, ends: '2023-06-28' });

function decide(
  who: string,
  setUpBy: readonly string[],
  { holdings = [HEAD, DEPUTY], today = TODAY }: { holdings?: readonly HoldingRow[]; today?: string } = {},
): LinkageFaultCode | null {
  const accounts = [account('deputy'), account('second-account', { personId: 'P-head' })];
  return faultOfDecision(new StaffIndex(staff({ accounts, holdings: [...holdings] })), RULES, {
    account: who,
    today,
    setUpBy,
  });
}

describe('who decides', () => {
  test.each<[string, string, string, LinkageFaultCode | null]>([
    ['the holder', 'head', TODAY, null],
    ['the delegate on the first day of the delegation', 'deputy', TODAY, null],
    ['the delegate on its last day', 'deputy', '2023-06-28', null],
    ['the delegate on the day before', 'deputy', '2023-06-26', 'NOT_THE_APPROVER'],
    ['the delegate on the day after', 'deputy', '2023-06-29', 'NOT_THE_APPROVER'],
    ['a clerk', 'clerk', TODAY, 'NOT_THE_APPROVER'],
    ['the holder of another office', 'director', TODAY, 'NOT_THE_APPROVER'],
    ['the holder’s other account, which holds nothing', 'second-account', TODAY, 'NOT_THE_APPROVER'],
  ])('%s', (_, who, today, code) => expect(decide(who, [], { today })).toBe(code));

  test('a delegate whose holder has left the office has nothing to act for (R015)', () => {
    const left = holding(OFFICE, 'head', { ends: '2023-06-26' });
    expect(decide('deputy', [], { holdings: [left, DEPUTY] })).toBe('NOT_THE_APPROVER');
  });
});

describe('four eyes (R205)', () => {
  test.each<[string, string, readonly string[], LinkageFaultCode | null]>([
    ['what a clerk set up is decided on', 'head', ['KG-CLERK'], null],
    ['what the machine set up is decided on', 'head', ['SEKISHO'], null],
    ['not what oneself set up', 'head', ['KG-HEAD'], 'OWN_REQUEST'],
    ['not even in part', 'head', ['KG-CLERK', 'KG-HEAD'], 'OWN_REQUEST'],
    ['not what one’s other account set up', 'head', ['KG-SECOND'], 'OWN_REQUEST'],
    ['a delegate, not what they set up', 'deputy', ['KG-DEPUTY'], 'OWN_REQUEST'],
    ['a delegate, not what the holder set up', 'deputy', ['KG-HEAD'], 'OWN_REQUEST'],
    ['a delegate, not what the holder’s other account set up', 'deputy', ['KG-SECOND'], 'OWN_REQUEST'],
    ['the holder, not what the delegate of today set up', 'head', ['KG-DEPUTY'], 'OWN_REQUEST'],
  ])('%s', (_, who, setUpBy, code) => expect(decide(who, setUpBy)).toBe(code));

  test('who is no longer the holder’s delegate is somebody else again', () => {
    expect(decide('head', ['KG-DEPUTY'], { today: '2023-06-29' })).toBeNull();
  });
});
