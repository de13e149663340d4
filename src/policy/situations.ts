import { policyToJson, type PolicyJson } from './cedar.js';
import type { Engine } from './engine.js';
import { BEST_STANDING, someone, type Act } from './grants.js';
import type { LoadedPolicy } from './load.js';
import type { Rule } from './rule.js';
import {
  CLASSIFICATIONS,
  HEALTH_DIVISION,
  LABEL,
  VERBS,
  WORKS,
  ZONES,
  type Label,
  type Question,
  type Zone,
} from './terms.js';

/**
 * What a situation is made of, one dimension each: the zone, a case number, several persons, the division, what
 * a contract is about, and each login method and label by its own name.
 */
export type Dimension =
  'zone' | 'case' | 'several' | 'department' | 'work' | `method ${string}` | `label ${Label}`;

/** A value for each dimension of a list, in its order: a zone's name, `UNKNOWN`, `yes`, `no` and the like. */
export type Situation = readonly string[];

const YES_NO = ['yes', 'no'] as const;

export function valuesOf(dimension: Dimension): readonly string[] {
  if (dimension === 'zone') return [...ZONES, 'UNKNOWN'];
  if (dimension === 'department') return [HEALTH_DIVISION, 'OTHER'];
  return dimension === 'work' ? [...WORKS, 'NONE'] : YES_NO;
}

/** Every combination of values. */
export function situationsOf(dimensions: readonly Dimension[]): readonly Situation[] {
  return dimensions.reduce<readonly Situation[]>(
    (all, dimension) => all.flatMap((rest) => valuesOf(dimension).map((value) => [...rest, value])),
    [[]],
  );
}

/** The act in a situation; what no dimension speaks of is as favourable as can be. */
export function questionIn(
  act: Act,
  methods: readonly string[],
  dimensions: readonly Dimension[],
  situation: Situation,
): Question {
  const at = (dimension: Dimension): string | undefined => situation[dimensions.indexOf(dimension)];
  const zone = at('zone') ?? ZONES[0];
  const labels = Object.entries(LABEL).filter(([label]) => at(`label ${label as Label}`) === 'yes');
  return {
    principal: someone(
      act.role,
      methods.filter((method) => at(`method ${method}`) !== 'no'),
      {
        department: at('department') ?? BEST_STANDING.department,
        work:
          at('work') === undefined ? BEST_STANDING.work : (WORKS.find((work) => work === at('work')) ?? null),
      },
    ),
    purpose: act.purpose,
    zone: zone === 'UNKNOWN' ? null : (zone as Zone),
    hasCase: at('case') !== 'no',
    severalPersons: at('several') === 'yes',
    verb: act.verb,
    classification: act.classification,
    labels: labels.reduce((bits, [, bit]) => bits | bit, 0),
  };
}

/** One rule on its own: what it depends on, and to which acts it can apply at all. */
export class RuleScope {
  readonly dimensions: readonly Dimension[];
  private readonly engine: Engine;
  private readonly actKey: (act: Act) => string;
  private readonly inHead: (act: Act) => boolean;
  private readonly known = new Map<string, boolean>();

  constructor(
    readonly rule: Rule,
    private readonly policy: LoadedPolicy,
  ) {
    this.engine = policy.engineOf([rule]);
    const read = policyToJson(rule.text);
    if (read.type === 'failure') throw new TypeError(`${rule.id} was loaded and cannot be read`);
    const { conditions, action, resource } = read.json;
    const text = JSON.stringify(conditions);
    const mentions = (attribute: string): boolean => text.includes(`"attr":"${attribute}"`);
    this.dimensions = dimensionsOf(text, mentions, policy.methods);
    const verb = action.op !== 'All' || text.includes('"Var":"action"');
    const classification = resource.op !== 'All' || text.includes('"Var":"resource"');
    const verbs = inScope(VERBS, action);
    const classes = inScope(CLASSIFICATIONS, resource);
    this.inHead = (act) => verbs.includes(act.verb) && classes.includes(act.classification);
    this.actKey = (act) =>
      [
        mentions('role') && act.role,
        mentions('purpose') && act.purpose,
        verb && act.verb,
        classification && act.classification,
      ].join(' ');
  }

  /** Whether there is a situation in which the rule matches the act. */
  touches(act: Act): boolean {
    if (!this.inHead(act)) return false;
    const key = this.actKey(act);
    const kept = this.known.get(key);
    if (kept !== undefined) return kept;
    const touches = situationsOf(this.dimensions).some((situation) => {
      const question = questionIn(act, this.policy.methods, this.dimensions, situation);
      return this.engine.ask(question).rules.length > 0;
    });
    this.known.set(key, touches);
    return touches;
  }
}

/**
 * The terms that a rule's head lets through. A name stands in it as `"id":"NAME"`; a head that names none takes
 * all.
 */
export function inScope<Term extends string>(
  terms: readonly Term[],
  head: PolicyJson['action' | 'resource'],
): readonly Term[] {
  const text = JSON.stringify(head);
  return head.op === 'All' ? terms : terms.filter((term) => text.includes(`"id":"${term}"`));
}

function dimensionsOf(
  text: string,
  mentions: (attribute: string) => boolean,
  methods: readonly string[],
): readonly Dimension[] {
  return [
    ...(mentions('zone') ? (['zone'] as const) : []),
    ...(mentions('department') ? (['department'] as const) : []),
    ...(mentions('work') ? (['work'] as const) : []),
    ...(mentions('amr') ? named(text, methods).map((method) => `method ${method}` as const) : []),
    ...(mentions('hasCase') ? (['case'] as const) : []),
    ...(mentions('severalPersons') ? (['several'] as const) : []),
    ...(mentions('labels')
      ? named(text, Object.keys(LABEL) as Label[]).map((label) => `label ${label}` as const)
      : []),
  ];
}

/** The terms a rule names; all of them where it asks about the set without naming one. */
function named<Term extends string>(text: string, terms: readonly Term[]): readonly Term[] {
  const found = terms.filter((term) => text.includes(`"id":"${term}"`));
  return found.length > 0 ? found : terms;
}
