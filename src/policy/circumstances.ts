import { BEST_STANDING, someone, type Act, type Standing } from './grants.js';
import type { LoadedPolicy } from './load.js';
import { LABEL_SETS, PURPOSES, WORKS, ZONES, type Purpose, type Question } from './terms.js';

/**
 * The act under the best circumstances but for the zone: every login method, a case, one person, nothing special.
 */
export function bestQuestions(policy: LoadedPolicy, act: Act): readonly Question[] {
  return [...ZONES, null].map((zone) => ({
    principal: someone(act.role, policy.methods),
    purpose: act.purpose,
    zone,
    hasCase: true,
    severalPersons: false,
    verb: act.verb,
    classification: act.classification,
    labels: 0,
  }));
}

/** Whether the act is open under the best circumstances: from some zone, and with nothing else against it. */
export function isOpenAtBest(policy: LoadedPolicy, act: Act): boolean {
  // Most acts are closed, and the permits alone say so.
  return policy.grants(act) && bestQuestions(policy, act).some((question) => policy.decide(question).permit);
}

/** Values to try for everything a question depends on but verb and class. */
export interface Dimensions {
  readonly roles: readonly string[];
  readonly amr: readonly (readonly string[])[];
  readonly standings: readonly Standing[];
  readonly purposes: readonly (Purpose | null)[];
  readonly zones: readonly Question['zone'][];
  readonly hasCase: readonly boolean[];
  readonly severalPersons: readonly boolean[];
  readonly labels: readonly number[];
}

/** All values of every dimension that `mentions` names, one of each other: what is not mentioned cannot matter. */
export function dimensions(policy: LoadedPolicy, mentions: (attribute: string) => boolean): Dimensions {
  const pick = <T>(attribute: string, values: readonly [T, ...T[]]): readonly T[] =>
    mentions(attribute) ? values : [values[0]];
  const [role = '', ...roles] = policy.roles;
  return {
    roles: pick('role', [role, ...roles]),
    amr: pick('amr', [policy.methods, [], ...policy.methods.map((method) => [method])]),
    standings: standingsOf(mentions),
    purposes: pick<Purpose | null>('purpose', [null, ...PURPOSES]),
    zones: pick<Question['zone']>('zone', [null, ...ZONES]),
    hasCase: pick('hasCase', [true, false]),
    severalPersons: pick('severalPersons', [false, true]),
    labels: pick('labels', [0, ...Array.from({ length: LABEL_SETS - 1 }, (_, i) => i + 1)]),
  };
}

function standingsOf(mentions: (attribute: string) => boolean): readonly Standing[] {
  const departments = mentions('department') ? [BEST_STANDING.department, null] : [BEST_STANDING.department];
  const works = mentions('work') ? [BEST_STANDING.work, null, ...WORKS] : [BEST_STANDING.work];
  return departments.flatMap((department) => works.map((work) => ({ department, work })));
}

/** Every combination of the values given. */
export function* circumstances(of: Dimensions): Generator<Omit<Question, 'verb' | 'classification'>> {
  const principals = of.roles.flatMap((role) =>
    of.amr.flatMap((amr) => of.standings.map((standing) => someone(role, amr, standing))),
  );
  for (const principal of principals)
    for (const purpose of of.purposes)
      for (const zone of of.zones)
        for (const hasCase of of.hasCase)
          for (const severalPersons of of.severalPersons)
            for (const labels of of.labels)
              yield { principal, purpose, zone, hasCase, severalPersons, labels };
}
