import {
  CLASSIFICATIONS,
  LABEL,
  PURPOSES,
  VERBS,
  WORKS,
  ZONES,
  type Classification,
  type Question,
} from '../../../src/policy/terms.js';
import { BEST_STANDING, someone, type Standing } from '../../../src/policy/grants.js';
import { policy, question } from './harness.js';
import { actsAround, FORBID_SCOPES, opens, PERMIT_SCOPES } from './rule-scopes.js';

const rulesOf = (effect: string) => policy.rules.filter((rule) => rule.effect === effect);
const idsOf = (effect: string) =>
  rulesOf(effect)
    .map((rule) => rule.id)
    .toSorted();

describe('permits', () => {
  const permits = policy.engineOf(rulesOf('permit'));
  const scopes = Object.entries(PERMIT_SCOPES);

  test('each has its scope written down', () => {
    expect(Object.keys(PERMIT_SCOPES).toSorted()).toEqual(idsOf('permit'));
  });

  test.each(scopes)('%s opens what is written, and no act next to it', (_, scope) => {
    for (const act of actsAround(scope)) {
      const written = scopes.filter(([, other]) => opens(other, act)).map(([id]) => id);
      expect([act, ...permits.ask(question(act)).rules]).toEqual([act, ...written.toSorted()]);
    }
  });
});

type Dimension = readonly Partial<Question>[];

const BASE = question('manager STATISTICS READ STATISTICS');
const ROLES: Dimension = policy.roles.map((role) => ({ principal: someone(role, ['uid', 'palm_vein']) }));
const NO_PALM: Dimension = policy.roles.map((role) => ({ principal: someone(role, ['uid']) }));
const standing = (change: Partial<Standing>): Dimension =>
  policy.roles.map((role) => ({
    principal: someone(role, ['uid', 'palm_vein'], { ...BEST_STANDING, ...change }),
  }));
const OTHER_DIVISIONS: Dimension = [null, '総務部総務課', 'OTHER'].flatMap((department) =>
  standing({ department }),
);
const OTHER_WORKS: Dimension = [null, ...WORKS].flatMap((work) => standing({ work }));
const PURPOSE: Dimension = [null, ...PURPOSES].map((purpose) => ({ purpose }));
const ZONE: Dimension = [null, ...ZONES].map((zone) => ({ zone }));
const VERB: Dimension = VERBS.map((verb) => ({ verb }));
const CLASS: Dimension = CLASSIFICATIONS.map((classification) => ({ classification }));
const NO_CASE: Dimension = [{ hasCase: false }];
const SEVERAL: Dimension = [{ severalPersons: true }];
const LABELS: Dimension = Object.values(LABEL).map((labels) => ({ labels }));
const some = (...classes: readonly Classification[]): Dimension =>
  classes.map((classification) => ({ classification }));

/** Every combination of what the dimensions change. */
function* combinations([first, ...rest]: readonly Dimension[], so: Question = BASE): Generator<Question> {
  if (first === undefined) yield so;
  else for (const change of first) yield* combinations(rest, { ...so, ...change });
}

describe('forbids', () => {
  const forbids = policy.engineOf(rulesOf('forbid'));

  test('each has its scope written down', () => {
    expect(Object.keys(FORBID_SCOPES).toSorted()).toEqual(idsOf('forbid'));
  });

  test.each<[string, ...Dimension[]]>([
    ['role and place', ROLES, ZONE, some('BASIC')],
    ['role and class, elsewhere', ROLES, CLASS, [{ zone: 'INTRANET' }, { zone: 'LGWAN' }]],
    ['role and class, from nowhere', ROLES.slice(0, 1), CLASS, [{ zone: null }]],
    ['role and purpose', ROLES, PURPOSE, some('BASIC')],
    ['role and class, for another purpose', ROLES, CLASS, [{ purpose: 'RECOMMEND' }]],
    ['purpose and class, with and without a case', PURPOSE, CLASS, [{ hasCase: true }, { hasCase: false }]],
    ['role and verb', ROLES, VERB, some('BASIC')],
    ['role and verb of the number, without a case', ROLES, VERB, some('NUMBER'), NO_CASE],
    ['role and verb of the number, without palm vein', NO_PALM, VERB, some('NUMBER')],
    [
      'class, without palm vein, for several persons and without a case',
      NO_PALM.slice(0, 1),
      CLASS,
      SEVERAL,
      NO_CASE,
    ],
    ['role and class, without palm vein', NO_PALM, CLASS],
    ['role and class, of another division', OTHER_DIVISIONS, CLASS],
    ['role and class, under another contract', OTHER_WORKS, CLASS],
    ['verb of the number, for several persons', VERB, some('NUMBER'), SEVERAL],
    ['place and verb of the number', ZONE, VERB, some('NUMBER')],
    ['role and verb of linkage, without a case', ROLES, VERB, some('LINKAGE', 'LINKED'), NO_CASE],
    ['role of linkage, without palm vein', NO_PALM, VERB, some('LINKAGE', 'LINKED')],
    ['role and verb of the record system, without a case', ROLES, VERB, some('RECORD_SYSTEM'), NO_CASE],
    ['place and verb of the record system', ZONE, VERB, some('RECORD_SYSTEM')],
    ['label and class', LABELS, CLASS, [{ verb: 'READ' }, { verb: 'REVEAL' }]],
    [
      'label and verb',
      LABELS,
      VERB,
      some('CONTACT', 'WHEREABOUTS', 'NUMBER', 'LINKAGE', 'LINKED', 'RECORD_SYSTEM'),
    ],
    ['label and purpose', LABELS, PURPOSE, some('BASIC', 'CONTACT')],
    ['label and purpose, revealing the number', LABELS, PURPOSE, some('NUMBER'), [{ verb: 'REVEAL' }]],
  ])('close what is written and nothing else, by %s', (_, ...dimensions) => {
    for (const asked of combinations(dimensions)) {
      const written = Object.entries(FORBID_SCOPES).filter(([, closes]) => closes(asked));
      const closing = forbids.ask(asked).rules;
      if (
        closing.join() !==
        written
          .map(([id]) => id)
          .toSorted()
          .join()
      )
        expect({ asked, closing }).toEqual({ asked, closing: written.map(([id]) => id).toSorted() });
    }
    expect(forbids.ask(BASE).rules).toEqual([]);
  });
});
