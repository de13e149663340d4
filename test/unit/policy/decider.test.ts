import { Decider } from '../../../src/policy/decider.js';
import { Engine, type EngineDecision } from '../../../src/policy/engine.js';
import { Grants, someone } from '../../../src/policy/grants.js';
import {
  CLASSIFICATIONS,
  LABEL,
  LABEL_SETS,
  PURPOSES,
  VERBS,
  ZONES,
  type Principal,
  type Question,
  type WithheldReason,
} from '../../../src/policy/terms.js';
import { rulesOf } from './copy.js';
import { inWords, policy, policyOf, question } from './harness.js';

const PERMIT = '@id("open") permit (principal, action, resource);';
const forbid = (id: string, reason: WithheldReason, when = 'true'): string =>
  `@id("${id}") @reason("${reason}") forbid (principal, action, resource) when { ${when} };`;
const judge = (text: string, asked: Question): string => inWords(policyOf(rulesOf(text)).decide(asked));
const ASKED = question('clerk HISTORY READ BASIC');

describe('which of several forbids speaks', () => {
  const order: readonly WithheldReason[] = [
    'NOT_GRANTED',
    'PURPOSE',
    'ZONE',
    'AUTHENTICATION',
    'CASE_REQUIRED',
    'SEVERAL_PERSONS',
    'NOT_DISCLOSABLE',
  ];

  test.each(order.map((reason, place) => [reason, order.slice(place)] as const))(
    '%s comes before all that follow it, wherever the rules stand',
    (reason, rest) => {
      const forbids = rest.map((each, place) => forbid(`r${place}`, each));
      expect(judge([PERMIT, ...forbids].join('\n'), ASKED)).toBe(`${reason} by r0`);
      expect(judge([...forbids.reverse(), PERMIT].join('\n'), ASKED)).toBe(`${reason} by r0`);
    },
  );

  test('of two with one reason the one written first speaks, whatever their ids', () => {
    const [first, second] = [forbid('z', 'ZONE'), forbid('a', 'ZONE')];
    expect(judge(`${PERMIT} ${first} ${second}`, ASKED)).toBe('ZONE by z');
    expect(judge(`${PERMIT} ${second} ${first}`, ASKED)).toBe('ZONE by a');
  });

  test('only a forbid that matches speaks', () => {
    const text = `${PERMIT} ${forbid('not-now', 'PURPOSE', 'context.severalPersons')} ${forbid('now', 'ZONE')}`;
    expect(judge(text, ASKED)).toBe('ZONE by now');
  });

  test('of two permits the first by id is named, so that one question has one answer', () => {
    expect(judge('@id("z") permit (principal, action, resource); ' + PERMIT, ASKED)).toBe('permit by open');
  });
});

describe('what a refusal says', () => {
  const history =
    '@id("h") permit (principal, action, resource) when { context.purpose == Purpose::"HISTORY" };';
  const noCase = forbid('case', 'CASE_REQUIRED', '!context.hasCase');

  test('a missing circumstance only where the rest is granted', () => {
    expect(judge(history + noCase, { ...ASKED, hasCase: false })).toBe('CASE_REQUIRED by case');
    expect(judge(history + noCase, { ...ASKED, purpose: null, hasCase: false })).toBe(
      'PURPOSE by default-deny',
    );
    expect(judge(noCase, { ...ASKED, hasCase: false })).toBe('NOT_GRANTED by default-deny');
  });

  test('the log names the forbid that gives the reason, where there is one', () => {
    const text = history + noCase + forbid('never', 'NOT_GRANTED') + forbid('elsewhere', 'PURPOSE');
    expect(judge(text, { ...ASKED, purpose: null, hasCase: false })).toBe('PURPOSE by elsewhere');
    expect(judge(noCase + forbid('never', 'NOT_GRANTED'), { ...ASKED, hasCase: false })).toBe(
      'NOT_GRANTED by never',
    );
  });

  test('another purpose only where another purpose has it', () => {
    expect(judge(history, { ...ASKED, purpose: 'INQUIRY' })).toBe('PURPOSE by default-deny');
    expect(judge(noCase, ASKED)).toBe('NOT_GRANTED by default-deny');
  });

  test('nothing of the person, where it would have come anyway', () => {
    const person = forbid('person', 'NOT_GRANTED', 'context.labels.contains(Label::"NOT_RESIDENT")');
    const decide = policyOf(rulesOf(PERMIT + noCase + person)).decide;
    const labelled = { ...ASKED, hasCase: false, labels: LABEL.NOT_RESIDENT };
    expect(inWords(decide(labelled))).toBe('CASE_REQUIRED by case');
    expect(decide(labelled)).toBe(decide({ ...labelled, labels: 0 }));
    expect(inWords(decide({ ...labelled, hasCase: true }))).toBe('NOT_GRANTED by person');
  });

  test('a label opens nothing: what is closed without it stays closed', () => {
    const text =
      PERMIT + forbid('guests-only', 'ZONE', '!context.labels.contains(Label::"OTHER_MUNICIPALITY")');
    expect(judge(text, { ...ASKED, labels: LABEL.OTHER_MUNICIPALITY })).toBe('ZONE by guests-only');
  });

  test('a verdict cannot be altered by who gets it', () => {
    for (const asked of [ASKED, { ...ASKED, zone: null }, question('mayor HISTORY READ BASIC')])
      expect(Object.isFrozen(policy.decide(asked))).toBe(true);
  });
});

/**
 * Cedar's part played by a rule of its own for each question, so that mixed-up answers show and none costs time.
 */
class NamingEngine extends Engine {
  asked = 0;

  constructor() {
    super([], new Set());
  }

  override ask({ principal, ...circumstances }: Question): EngineDecision {
    this.asked++;
    return { permit: true, rules: [nameOf({ principal, ...circumstances })] };
  }
}

function nameOf({ principal, ...of }: Question): string {
  const circumstances = [
    of.verb,
    of.classification,
    of.purpose,
    of.zone,
    of.hasCase,
    of.severalPersons,
    of.labels,
  ];
  return [
    principal.role,
    principal.amr.filter((method) => METHODS.includes(method)),
    ...circumstances,
  ].join();
}

const ROLES = ['clerk', 'manager', 'clerk palm_vein'];
const METHODS = ['palm_vein', 'uid'];

function remembering() {
  const engine = new NamingEngine();
  const grants = new Grants(engine);
  return { engine, decider: new Decider({ engine, grants, rules: [], roles: ROLES, methods: METHODS }) };
}

function* everyQuestion(principal: Principal, labelSets: readonly number[]): Generator<Question> {
  for (const verb of VERBS)
    for (const classification of CLASSIFICATIONS)
      for (const purpose of [...PURPOSES, null])
        for (const zone of [...ZONES, null])
          for (const hasCase of [false, true])
            for (const severalPersons of [false, true])
              for (const labels of labelSets)
                yield { principal, verb, classification, purpose, zone, hasCase, severalPersons, labels };
}

/** Verdicts kept at most. */
const CAPACITY = 200_000;
const clerk = someone('clerk', ['uid']);
const allLabelSets = Array.from({ length: LABEL_SETS }, (_, set) => set);

describe('what is remembered', () => {
  test('no two questions share a verdict, over all words and the outermost sets of labels', () => {
    const { engine, decider } = remembering();
    let questions = 0;
    let mixedUp = 0;
    for (const asked of everyQuestion(clerk, [0, LABEL_SETS - 1])) {
      questions++;
      if (decider.decide(asked).rule !== nameOf(asked)) mixedUp++;
    }
    expect(questions).toBeLessThan(CAPACITY);
    expect([mixedUp, engine.asked]).toEqual([0, questions]);
  });

  test('no two sets of labels share a verdict', () => {
    const { engine, decider } = remembering();
    const few = [...everyQuestion(clerk, allLabelSets)].filter(
      ({ verb, classification }) =>
        verb === 'READ' && (classification === 'BASIC' || classification === 'NUMBER'),
    );
    expect(few.filter((asked) => decider.decide(asked).rule !== nameOf(asked))).toEqual([]);
    expect(engine.asked).toBe(few.length);
  });

  test.each([
    ['another role', someone('manager', ['uid'])],
    ['another login method', someone('clerk', ['palm_vein'])],
    ['one login method more', someone('clerk', ['uid', 'palm_vein'])],
    ['no login method', someone('clerk', [])],
    ['a role whose name runs on like a role and its login method', someone('clerk palm_vein', [])],
  ])('%s is another caller', (_, other) => {
    const { decider } = remembering();
    for (const principal of [clerk, someone('clerk', ['palm_vein']), other, clerk]) {
      const asked = { ...ASKED, principal };
      expect(decider.decide(asked).rule).toBe(nameOf(asked));
    }
  });

  test('callers of one role and one login share what is remembered; methods no rule knows part nobody', () => {
    const { engine, decider } = remembering();
    const first = decider.decide({ ...ASKED, principal: someone('clerk', ['uid', 'palm_vein']) });
    expect(decider.decide({ ...ASKED, principal: someone('clerk', ['palm_vein', 'pwd', 'uid']) })).toBe(
      first,
    );
    expect(engine.asked).toBe(1);
  });

  test('who the caller is, is worked out once', () => {
    const { decider } = remembering();
    let looked = 0;
    const principal = {
      ...clerk,
      get amr() {
        looked++;
        return ['uid'];
      },
    };
    const first = decider.decide({ ...ASKED, principal });
    looked = 0;
    expect(decider.decide({ ...ASKED, principal })).toBe(first);
    expect(looked).toBe(0);
  });

  test('up to the capacity all is kept, past it all but the newest is forgotten, and then it is kept again', () => {
    const { engine, decider } = remembering();
    const questions = everyQuestion(clerk, [0, 1, 2, 3, 4]);
    const next = (): Question => {
      const { value } = questions.next();
      if (value === undefined) throw new Error('the questions have run out');
      return value;
    };
    const first = next();
    decider.decide(first);
    for (let kept = 1; kept < CAPACITY; kept++) decider.decide(next());
    decider.decide(first);
    expect(engine.asked).toBe(CAPACITY);

    const newest = next();
    decider.decide(newest);
    decider.decide(newest);
    expect(engine.asked).toBe(CAPACITY + 1);
    decider.decide(first);
    expect(engine.asked).toBe(CAPACITY + 2);
    decider.decide(first);
    decider.decide(newest);
    expect(engine.asked).toBe(CAPACITY + 2);
  });
});

describe('words that are none', () => {
  test.each([
    ['an unknown verb', { verb: 'DELETE' as never }],
    ['an unknown class', { classification: 'TAX' as never }],
    ['an unknown purpose', { purpose: 'TAX' as never }],
    ['a purpose left out', { purpose: undefined as never }],
    ['an unknown zone', { zone: 'INTERNET' as never }],
    ['a set of labels past the last', { labels: LABEL_SETS }],
    ['a set of labels below the first', { labels: -1 }],
    ['half a label', { labels: 0.5 }],
    ['a set of labels that is no number', { labels: NaN }],
  ])('%s is denied without asking anybody', (_, circumstances) => {
    const { engine, decider } = remembering();
    expect(decider.decide({ ...ASKED, principal: clerk, ...circumstances })).toEqual({
      permit: false,
      rule: 'default-deny',
      reason: 'NOT_GRANTED',
    });
    expect(engine.asked).toBe(0);
  });

  test('a role the policy does not have is denied without asking anybody', () => {
    const { engine, decider } = remembering();
    expect(inWords(decider.decide({ ...ASKED, principal: someone('mayor', []) }))).toBe(
      'NOT_GRANTED by default-deny',
    );
    expect(engine.asked).toBe(0);
  });
});
