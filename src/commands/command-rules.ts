import { GatewayError } from '../errors/gateway-error.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Classification, Labels, Principal, Purpose, Verb, Verdict, Zone } from '../policy/terms.js';

/** Of a command: which menu of the account, and whether the policy opens this to it. */
interface CommandRule {
  /** The account has one of these on its menus. None: any account in good standing, for nobody's data is real. */
  readonly purposes: readonly Purpose[];
  /** And under that one the policy opens each of these; the first is what is done about a person, the others come with it. */
  readonly opens: readonly { readonly verb: Verb; readonly classification: Classification }[];
  /** A command has no connection from which the zone would follow: it runs where what it works with is (R180). */
  readonly zone: Zone;
  /** One person at a time, or several. Never under a case: a command names none, so that what needs one is asked of the graph. */
  readonly about: 'ONE' | 'SEVERAL';
  /** The account is also a user of the vaccination record system, with the role for doses. */
  readonly isVrsUser?: true;
  /** Who that is, for whoever may not. */
  readonly who: readonly [ja: string, en: string];
}

/** The disclosure desk asks the graph: by case, number and birth date, which no command could hold it to. */
const log: CommandRule = {
  ...{ purposes: ['AUDIT'], opens: [{ verb: 'READ', classification: 'AUDIT' }] },
  ...{ zone: 'NUMBER_USE', about: 'ONE' },
  who: [
    'AUDIT の権限があるアカウント(デモでは auditor)',
    'an account with the menu AUDIT (in the demo: auditor)',
  ],
};
const HISTORIES = { purposes: ['HISTORY'], about: 'SEVERAL' } as const;
const vrsFile = (verb: Verb): CommandRule => ({
  ...{ ...HISTORIES, opens: [{ verb, classification: 'RECORD_SYSTEM' }], zone: 'LGWAN', isVrsUser: true },
  who: [
    '接種記録の権限を持つVRSの利用者(デモでは vrs-clerk)',
    'a user of the vaccination record system with the role for doses (in the demo: vrs-clerk)',
  ],
});
/** Whoever keeps the accounts runs the gateway; whether measures are over, the registry desk has told them. */
const running: CommandRule = {
  ...{ purposes: ['ADMINISTRATION'], opens: [{ verb: 'ADMINISTER', classification: 'DIRECTORY' }] },
  ...{ zone: 'NUMBER_USE', about: 'ONE' },
  who: ['アカウント管理者(デモでは admin)', 'an account administrator (in the demo: admin)'],
};
/** The name of the doctor is among what a file brings. */
const recording: CommandRule = {
  ...{ ...HISTORIES, zone: 'NUMBER_USE' },
  opens: (['HEALTH', 'PRACTITIONER'] as const).map((classification) => ({ verb: 'RECORD', classification })),
  who: [
    '接種を記録できるアカウント(デモでは clerk)',
    'an account that may record doses (in the demo: clerk)',
  ],
};

/**
 * Every command that reads or writes what is of persons, and who may run it. `recordCommand` takes no other, and asks
 * before anything is opened; `test/unit/commands/command-rules.test.ts` finds each command of the program here or among
 * those that touch nobody.
 */
const RULES = {
  'audit search': log,
  'audit list': log,
  'audit expand': log,
  'audit report access': log,
  'audit report review': log,
  'audit report records': log,
  'audit report performance': log,
  'audit report drift': log,
  'audit purge': log,
  'case list': log,
  'case check': log,
  'measures forget': running,
  'record open': log,
  'record due': log,
  'record import': recording,
  'record waiting': recording,
  'record decide': recording,
  'vrs check': log,
  'vrs import': vrsFile('REGISTER'),
  'vrs export': vrsFile('READ'),
  'vrs reconcile': {
    ...{ ...HISTORIES, opens: [{ verb: 'RECONCILE', classification: 'HEALTH' }], zone: 'LGWAN' },
    who: [
      '突合の指摘を扱えるアカウント(デモでは vrs-clerk)',
      'an account that works on what the comparison finds (in the demo: vrs-clerk)',
    ],
  },
  // The persons of this city are made up: whoever takes them along is on record, and nothing is asked of them.
  'city export': {
    ...{ purposes: [], opens: [], zone: 'NUMBER_USE', about: 'ONE' },
    who: ['有効なアカウント', 'any account in good standing'],
  },
} as const satisfies Record<string, CommandRule>;

export type PersonCommand = keyof typeof RULES;
export const COMMAND_RULES: Readonly<Record<PersonCommand, CommandRule>> = RULES;

/** Throws FORBIDDEN, saying who may, where the account may not run the command. */
export function judgeCommand(policy: LoadedPolicy, command: PersonCommand, principal: Principal): void {
  const rule = COMMAND_RULES[command];
  const isUser =
    rule.isVrsUser !== true || policy.vrs.users.get(principal.account)?.roles.includes('DOSE') === true;
  if (
    isUser &&
    (rule.purposes.length === 0 ||
      rule.purposes.some((one) => closedUnder({ policy, rule, principal, purpose: one }) === null))
  )
    return;
  const { ja, en } = whoMay(command);
  throw new GatewayError('FORBIDDEN', {
    detail: `${command} is not for the account`,
    ja: `${principal.account} は ${command} を使えません。${ja}`,
    en: `${principal.account} may not use ${command}. ${en}`,
  });
}

/** Who may run the command, as a sentence: for whoever may not, and for whoever has not said who they are. */
export function whoMay(command: PersonCommand): { readonly ja: string; readonly en: string } {
  const [ja, en] = COMMAND_RULES[command].who;
  return { ja: `使えるのは、${ja}だけです。`, en: `It takes ${en}.` };
}

/**
 * What closes to the account, of a person with these labels, that which the command does; null where it is open. A command
 * may work on everybody, but each line of it is about one: what is closed of them at the door of the gateway is closed here.
 */
export function closedOfPerson(
  policy: Pick<LoadedPolicy, 'decide'>,
  command: PersonCommand,
  principal: Principal,
  labels: Labels,
): Verdict | null {
  const rule: CommandRule = COMMAND_RULES[command];
  let closed: Verdict | null = null;
  for (const purpose of rule.purposes) {
    const verdict = closedUnder({ policy, rule, principal, purpose, labels });
    if (verdict === null) return null;
    closed ??= verdict;
  }
  return closed;
}

interface Asked {
  readonly policy: Pick<LoadedPolicy, 'decide'>;
  readonly rule: CommandRule;
  readonly principal: Principal;
  readonly purpose: Purpose;
  /** Left out: whoever it may be about. */
  readonly labels?: Labels;
}

function closedUnder({ policy, rule, principal, purpose, labels }: Asked): Verdict | null {
  if (!principal.purposes.has(purpose)) return { permit: false, rule: 'no such menu', reason: 'NOT_GRANTED' };
  const isOne = rule.about === 'ONE';
  const asked = {
    ...{ principal, purpose, zone: rule.zone, labels: labels ?? 0, hasCase: false },
    severalPersons: !isOne && labels === undefined,
  };
  // As at the door: a person's labels close the act, and what comes with it is closed to accounts.
  for (const one of labels === undefined ? rule.opens : rule.opens.slice(0, 1)) {
    const verdict = policy.decide({ ...asked, ...one });
    if (!verdict.permit) return verdict;
  }
  return null;
}
