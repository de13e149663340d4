import fc from 'fast-check';
import { join } from 'node:path';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { atOnce } from '../../../src/background/loop-turns.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { buildGraph } from '../../../schema/build-schema.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { someone } from '../../../src/policy/grants.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { ownPermissions, type OwnPermission } from '../../../src/policy/own-permissions.js';
import {
  HEALTH_DIVISION,
  PURPOSES,
  WORKS,
  ZONES,
  type Purpose,
  type Question,
} from '../../../src/policy/terms.js';
import { effort } from '../../support/effort.js';

const policy = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));
const classes = classifySchema(buildGraph());
const fields = [...classes.values()];

const circumstances = fc.record({
  role: fc.constantFrom(...policy.roles),
  amr: fc.subarray([...policy.methods]),
  department: fc.constantFrom(HEALTH_DIVISION, null),
  work: fc.constantFrom(null, ...WORKS),
  zone: fc.constantFrom(null, ...ZONES),
  purpose: fc.constantFrom(...PURPOSES),
  hasCase: fc.boolean(),
});
type Circumstances = typeof circumstances extends fc.Arbitrary<infer T> ? T : never;

const principalOf = ({ role, amr, department, work }: Circumstances) =>
  someone(role, amr, { department, work });

/** What the guard of a request in these circumstances says, of one person of whom nothing special is known. */
function guardOf(of: Circumstances, severalPersons = false): RequestGuard {
  const { purpose, zone, hasCase } = of;
  return new RequestGuard({
    ...{ policy, classes, trace: new AccessTrace(), numbers: new KnownNumbers() },
    asker: { principal: principalOf(of), purpose, zone, hasCase },
    plan: { fields: new Map(), roots: new Map(), severalPersons, needsPurpose: true },
  });
}

const told = (of: Circumstances, act: (typeof fields)[number]): OwnPermission => {
  const asker = { ...of, principal: principalOf(of) };
  const [permission] = atOnce(ownPermissions(policy, asker, of.purpose, [act]));
  if (permission === undefined) throw new Error('an act without a permission');
  return permission;
};

/** The circumstances with what was said to be needed. */
function met(of: Circumstances, { needs, zones }: OwnPermission): Circumstances {
  return {
    ...of,
    hasCase: of.hasCase || needs.includes('CASE'),
    amr: needs.includes('LOGIN') ? [...policy.methods] : of.amr,
    zone: needs.includes('ZONE') ? (zones[0] ?? null) : of.zone,
  };
}

test('what one is told that one may do is what the guard does, and what would open it opens it', () => {
  fc.assert(
    fc.property(circumstances, fc.constantFrom(...fields), (of, field) => {
      const permission = told(of, field);
      expect(permission.allowed).toBe(guardOf(of).verdict(field, 0).permit);
      const opened = met(of, permission);
      if (permission.needs.includes('PURPOSE')) expect(permission.allowed).toBe(false);
      else if (permission.allowed || permission.needs.length > 0) {
        expect(guardOf(opened).verdict(field, 0).permit).toBe(true);
        expect(guardOf(opened, true).verdict(field, 0).permit).toBe(!permission.needs.includes('ONE_PERSON'));
        // From each zone named, and from no other.
        for (const zone of ZONES)
          expect(guardOf({ ...opened, zone }).verdict(field, 0).permit).toBe(permission.zones.includes(zone));
      }
      // Nothing is asked for in vain.
      for (const need of permission.needs.filter((one) => one !== 'ONE_PERSON' && one !== 'PURPOSE')) {
        const without = met(of, { ...permission, needs: permission.needs.filter((one) => one !== need) });
        expect(guardOf(without).verdict(field, 0).permit).toBe(false);
      }
    }),
    { numRuns: effort({ short: 250, full: 10_000 }) },
  );
});

test('an answer has a sentence in both languages, its grounds where a rule decided, and never a need for what is open', () => {
  const clerk = { principal: someone('clerk', policy.methods), zone: 'NUMBER_USE', hasCase: false } as const;
  const all = atOnce(ownPermissions(policy, clerk, 'INQUIRY', fields));
  for (const { textJa, textEn } of all.map(({ text: { ja, en } }) => ({ textJa: ja, textEn: en }))) {
    expect(textJa).toMatch(/[ぁ-ん]/);
    expect(textEn).toMatch(/^[^ぁ-ん]+$/);
  }
  const of = (verb: Question['verb'], classification: Question['classification'], purpose: Purpose) =>
    atOnce(ownPermissions(policy, clerk, purpose, [{ verb, classification }]))[0];
  expect(of('READ', 'BASIC', 'INQUIRY')).toMatchObject({ allowed: false, needs: ['CASE'] });
  expect(of('READ', 'BASIC', 'HISTORY')).toMatchObject({
    allowed: true,
    needs: [],
    grounds: expect.any(String),
  });
  expect(of('READ', 'AUDIT', 'INQUIRY')).toMatchObject({ allowed: false, needs: [], zones: [] });
});

test('what no permit grants is decided once, not anew for each change that might open it', () => {
  const asked: Question[] = [];
  const counting = {
    ...policy,
    decide: (question: Question) => (asked.push(question), policy.decide(question)),
  };
  const purpose = 'INQUIRY';
  const principal = { ...someone('clerk', []), purposes: new Set([purpose] as const) };
  const shut = fields.filter((act) => !policy.grants({ ...act, role: 'clerk', purpose }));
  expect(shut.length).toBeGreaterThan(10);
  atOnce(ownPermissions(counting, { principal, zone: null, hasCase: false }, purpose, shut));
  expect(asked).toHaveLength(shut.length);
});
