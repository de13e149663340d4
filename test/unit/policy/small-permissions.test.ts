import { atOnce } from '../../../src/background/loop-turns.js';
import { someone } from '../../../src/policy/grants.js';
import { REASON_TEXTS } from '../../../src/policy/names.js';
import { ownPermissions, type OwnCircumstances } from '../../../src/policy/own-permissions.js';
import { ZONES, type Classification, type Purpose, type Verb } from '../../../src/policy/terms.js';
import { forbid, permit, smallPolicy } from './small-policy.js';

/** What one is told of an act, and of what it lacks, word for word. */

const under = (purpose: Purpose) => `context.purpose == Purpose::"${purpose}"`;
const of = (classification: Classification) => `resource == FieldClass::"${classification}"`;
const read = 'action == Action::"READ"';

const policy = smallPolicy({
  contact: permit('contact', read, of('CONTACT'), under('RECOMMEND')),
  zone: forbid('zone', of('CONTACT'), '![Zone::"NUMBER_USE", Zone::"LGWAN"].contains(context.zone)', 'ZONE'),
  health: permit('health', read, of('HEALTH'), under('HISTORY')),
  case: forbid('case', of('HEALTH'), '!context.hasCase', 'CASE_REQUIRED'),
  reveal: permit('reveal', 'action == Action::"REVEAL"', of('NUMBER'), under('HISTORY')),
  strict: forbid(
    'strict',
    of('NUMBER'),
    '!principal.amr.contains(Method::"palm_vein") || context.severalPersons || !context.hasCase',
    'AUTHENTICATION',
  ),
  passport: permit('passport', read, of('PASSPORT'), under('HISTORY')),
  work: forbid('work', of('PASSPORT'), 'principal.work != Work::"SLIPS_AND_CERTIFICATES"', 'NOT_DISCLOSABLE'),
});

interface Asked extends Partial<Omit<OwnCircumstances, 'principal'>> {
  readonly strong?: boolean;
  readonly purposes?: readonly Purpose[];
  readonly work?: null;
}

function told(
  [verb, classification, purpose]: readonly [Verb, Classification, Purpose],
  { strong = false, purposes = ['HISTORY', 'RECOMMEND', 'AUDIT'], ...given }: Asked = {},
) {
  const someoneHere = someone('clerk', strong ? policy.methods : []);
  const principal = {
    ...someoneHere,
    ...(given.work === null && { work: null }),
    purposes: new Set(purposes),
  };
  const { zone = 'INTRANET', hasCase = false } = given;
  const [permission] = atOnce(
    ownPermissions(policy, { principal, zone, hasCase }, purpose, [{ verb, classification }]),
  );
  return permission;
}

const says = (rule: string) => ({ ja: `${rule} のため。`, en: `Says ${rule}.` });
const INSIDE = ['NUMBER_USE', 'LGWAN'];
const CONTACT = ['READ', 'CONTACT', 'RECOMMEND'] as const;
const HEALTH = ['READ', 'HEALTH', 'HISTORY'] as const;
const NUMBER = ['REVEAL', 'NUMBER', 'HISTORY'] as const;

test('what is open says by which rule, and from where', () => {
  expect(told(CONTACT, { zone: 'LGWAN' })).toEqual({
    ...{ verb: 'READ', classification: 'CONTACT', allowed: true, needs: [], zones: expect.any(Array) },
    ...{ text: says('contact'), grounds: 'R163' },
  });
  expect(told(CONTACT, { zone: 'LGWAN' })?.zones.toSorted()).toEqual(INSIDE.toSorted());
});

test('what another network opens says which', () => {
  const closed = told(CONTACT);
  expect(closed).toMatchObject({ allowed: false, needs: ['ZONE'], text: REASON_TEXTS.ZONE });
  expect(closed?.zones.toSorted()).toEqual(INSIDE.toSorted());
});

test.each<[string, Asked, readonly string[]]>([
  ['neither', {}, ['CASE', 'LOGIN', 'ONE_PERSON']],
  ['a strong login', { strong: true }, ['CASE', 'ONE_PERSON']],
  ['a case', { hasCase: true }, ['LOGIN', 'ONE_PERSON']],
])('with %s, a number says what else it takes', (_what, asked, needs) => {
  expect(told(NUMBER, asked)).toMatchObject({
    ...{ allowed: false, needs, zones: ZONES, text: REASON_TEXTS.AUTHENTICATION, grounds: 'R163' },
  });
});

test('with both it is open, of one person at a time', () => {
  const allowed = told(NUMBER, { strong: true, hasCase: true });
  expect(allowed).toMatchObject({ allowed: true, needs: ['ONE_PERSON'], text: says('reveal') });
});

test('a case opens, and nothing is said of one person', () => {
  expect(told(HEALTH)).toMatchObject({ allowed: false, needs: ['CASE'], text: REASON_TEXTS.CASE_REQUIRED });
  expect(told(HEALTH, { hasCase: true })).toMatchObject({ allowed: true, needs: [] });
});

test('another purpose on one’s menus opens, and one that is on none does not', () => {
  const elsewhere = ['READ', 'CONTACT', 'HISTORY'] as const;
  expect(told(elsewhere)).toEqual({
    ...{ verb: 'READ', classification: 'CONTACT', allowed: false, needs: ['PURPOSE'], zones: [] },
    ...{ text: REASON_TEXTS.PURPOSE, grounds: null },
  });
  expect(told(elsewhere, { purposes: ['HISTORY', 'AUDIT'] })).toMatchObject({ allowed: false, needs: [] });
});

test('the purpose that is asked under is no other one, though it would open to somebody else', () => {
  expect(told(['READ', 'PASSPORT', 'HISTORY'], { work: null, purposes: ['HISTORY'] })).toMatchObject({
    ...{ allowed: false, needs: [], zones: [], grounds: 'R163', text: REASON_TEXTS.NOT_DISCLOSABLE },
  });
});
