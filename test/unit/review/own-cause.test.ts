import fc from 'fast-check';
import { faultsOfJudging, faultsOfSigning } from '../../../src/review/own-cause.js';
import { effort } from '../../support/effort.js';

/** docs/attacks.md U10: nobody is judge in their own cause, however many accounts they have. */

const PERSONS = ['Ann', 'Ben', 'Cho'];
const person = fc.constantFrom(...PERSONS);
/** An account is called after the person whose it is. */
const account = fc.tuple(person, fc.constantFrom('', '-2')).map((parts) => parts.join(''));
const ownerOf = (of: string): string => of.replace('-2', '');
const staff = { isSamePerson: (one: string, other: string) => ownerOf(one) === ownerOf(other) };

/** Of one, of nobody in particular, or of several on whose acts it rests. */
const about = fc.oneof(
  fc.record({ account: fc.option(account) }),
  fc.array(account, { minLength: 2, maxLength: 3 }).map((accounts) => ({ account: null, accounts })),
);
const finding = fc.record({
  about,
  records: fc.constantFrom<readonly string[]>([], ['gw1/1']),
  judged: fc.option(
    account.map((by) => ({
      ...{ id: 'v', finding: 'f', note: 'n', at: '2023-07-01T00:00:00.000Z' },
      ...{ account: by, verdict: 'JUSTIFIED' as const },
    })),
  ),
});
const found = finding.map(({ about: whose, ...rest }) => ({ ...whose, ...rest }));
type Found = typeof found extends fc.Arbitrary<infer One> ? One : never;
const isAbout = (one: Found, by: string): boolean =>
  ('accounts' in one ? one.accounts : [one.account]).some((of) => of !== null && ownerOf(of) === ownerOf(by));
const runs = { numRuns: effort({ short: 500, full: 20_000 }) };

test('a finding is judged by whoever it is not about', () => {
  fc.assert(
    fc.property(account, found, (by, one) => {
      const codes = faultsOfJudging({ staff, account: by }, one).map(({ code }) => code);
      expect(codes).toEqual(isAbout(one, by) ? ['OWN_ACCOUNT'] : []);
    }),
    runs,
  );
});

test('a review is signed by whoever nothing in it is open about, and by anybody it says nothing of', () => {
  fc.assert(
    fc.property(account, fc.array(found, { maxLength: 6 }), (by, findings) => {
      const open = findings.filter(
        (one) =>
          one.records.length > 0 &&
          isAbout(one, by) &&
          (one.judged === null || ownerOf(one.judged.account) === ownerOf(by)),
      );
      const codes = faultsOfSigning({ staff, account: by }, findings).map(({ code }) => code);
      expect(codes).toEqual(open.length > 0 ? ['OWN_FINDING_OPEN'] : []);
    }),
    runs,
  );
});

test('a review that one auditor cannot sign another can, and once they have judged, the first one too', () => {
  const about = { account: 'Ann', judged: null, records: ['gw1/1'] };
  const by = (of: string) => ({ staff, account: of });
  expect(faultsOfSigning(by('Ann'), [about])).not.toEqual([]);
  expect(faultsOfSigning(by('Ben'), [about])).toEqual([]);
  // That an account was not used is nothing that somebody did.
  expect(faultsOfSigning(by('Ann'), [{ ...about, records: [] }])).toEqual([]);
  const judged = { id: 'v', finding: 'f', note: 'n', at: '', account: 'Ben', verdict: 'SUSPECTED' as const };
  expect(faultsOfSigning(by('Ann-2'), [{ ...about, judged }])).toEqual([]);
});
