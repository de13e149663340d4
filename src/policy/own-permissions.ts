import { isOpenAtBest } from './circumstances.js';
import type { LoadedPolicy } from './load.js';
import { REASON_TEXTS, type Name } from './names.js';
import { ZONES, type Classification, type Purpose, type Question, type Verb, type Zone } from './terms.js';

/** What an act still lacks, or is bound to. */
export const PERMISSION_NEEDS = [
  'CASE', // a case of this purpose
  'LOGIN', // a stronger login: every method that the rules know
  'ZONE', // another network
  'ONE_PERSON', // one person at a time; said of what is open, too
  'PURPOSE', // another purpose on a menu of the account
] as const;
export type PermissionNeed = (typeof PERMISSION_NEEDS)[number];

/** What is done to what. */
export interface OwnAct {
  readonly classification: Classification;
  readonly verb: Verb;
}

export interface OwnPermission extends OwnAct {
  /** As the guard decides it now, of one person of whom nothing special is known. */
  readonly allowed: boolean;
  /** The fewest changes that would open it; empty where it is open, or nothing the caller can change opens it. */
  readonly needs: readonly PermissionNeed[];
  /** Zones that it is open from, once its other needs are met. */
  readonly zones: readonly Zone[];
  /** The rule that permits, in a sentence; where it is closed, why and what to do. */
  readonly text: Name;
  /** What the rule that decided cites; null where no rule did. */
  readonly grounds: string | null;
}

/** Who asks, from where, and whether a case of the purpose is named. */
export type OwnCircumstances = Pick<Question, 'principal' | 'zone' | 'hasCase'>;

/**
 * Each of these acts under one purpose, by the decisions that the guard goes by. Step by step: there are a hundred, and
 * each that is closed is decided anew for every change that might open it.
 */
export function* ownPermissions(
  policy: LoadedPolicy,
  circumstances: OwnCircumstances,
  purpose: Purpose,
  acts: readonly OwnAct[],
): Generator<void, readonly OwnPermission[]> {
  const found: OwnPermission[] = [];
  for (const act of acts) {
    found.push(ownPermission(policy, { ...circumstances, ...act, purpose }));
    yield;
  }
  return found;
}

function ownPermission(
  policy: LoadedPolicy,
  asked: Omit<Question, 'severalPersons' | 'labels'>,
): OwnPermission {
  const question: Question = { ...asked, severalPersons: false, labels: 0 };
  const { classification, verb } = question;
  const verdict = policy.decide(question);
  const rule = policy.rules.find(({ id }) => id === verdict.rule);
  // Most that is closed is closed for good: what no permit grants, no change of circumstances opens.
  const granted = policy.grants({ ...asked, role: question.principal.role });
  const way = verdict.permit ? [] : granted ? fewestChanges(policy, question) : null;
  const opened = way === null ? null : way.reduce(change, question);
  const closing = REASON_TEXTS[verdict.reason ?? 'NOT_GRANTED'];
  return {
    ...{ classification, verb, allowed: verdict.permit },
    needs: opened === null ? otherPurpose(policy, question) : [...(way ?? []), ...onePerson(policy, opened)],
    zones: opened === null ? [] : ZONES.filter((zone) => policy.decide({ ...opened, zone }).permit),
    text: verdict.permit && rule !== undefined ? { ja: rule.textJa, en: rule.textEn } : closing,
    grounds: rule?.cites ?? null,
  };

  function change(from: Question, need: Change): Question {
    if (need === 'CASE') return { ...from, hasCase: true };
    if (need === 'LOGIN') return { ...from, principal: { ...from.principal, amr: policy.methods } };
    const zone = ZONES.find((one) => policy.decide({ ...from, zone: one }).permit);
    return { ...from, zone: zone ?? from.zone };
  }

  function fewestChanges(of: LoadedPolicy, from: Question): readonly Change[] | null {
    return WAYS.find((changes) => of.decide(changes.reduce(change, from)).permit) ?? null;
  }
}

/** What the caller can change by themselves while the purpose stays. The zone last: it is found with the rest met. */
type Change = Extract<PermissionNeed, 'CASE' | 'LOGIN' | 'ZONE'>;
const WAYS: readonly (readonly Change[])[] = [
  ...([['CASE'], ['LOGIN'], ['ZONE']] as const),
  ...([
    ['CASE', 'LOGIN'],
    ['CASE', 'ZONE'],
    ['LOGIN', 'ZONE'],
  ] as const),
  ['CASE', 'LOGIN', 'ZONE'],
];

function onePerson(policy: LoadedPolicy, opened: Question): readonly PermissionNeed[] {
  return policy.decide({ ...opened, severalPersons: true }).permit ? [] : ['ONE_PERSON'];
}

/** Only purposes on the account's own menus: another one is nothing that the caller could change. */
function otherPurpose(
  policy: LoadedPolicy,
  { principal, purpose, verb, classification }: Question,
): readonly PermissionNeed[] {
  const { role } = principal;
  const others = [...principal.purposes].filter((other) => other !== purpose);
  return others.some((other) => isOpenAtBest(policy, { role, purpose: other, verb, classification }))
    ? ['PURPOSE']
    : [];
}
