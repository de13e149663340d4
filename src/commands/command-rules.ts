import { GatewayError } from '../errors/gateway-error.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Classification, Principal, Purpose, Verb, Zone } from '../policy/terms.js';

/** Of a command: which menu of the account, and whether the policy opens this to it. */
interface CommandRule {
  /** The account has one of these on its menus. None: any account in good standing, for nobody's data is real. */
  readonly purposes: readonly Purpose[];
  /** And under that one the policy opens each of these. */
  readonly opens: readonly { readonly verb: Verb; readonly classification: Classification }[];
  /** A command has no connection from which the zone would follow: it runs where what it works with is (R180). */
  readonly zone: Zone;
  /** One person at a time under a case of the reader's own paper, or several with none. */
  readonly about: 'ONE' | 'SEVERAL';
  /** The account is also a user of the vaccination record system, with the role for doses. */
  readonly isVrsUser?: true;
  /** Who that is, for whoever may not. */
  readonly who: readonly [ja: string, en: string];
}

const log = (...purposes: readonly Purpose[]): CommandRule => ({
  ...{ purposes, opens: [{ verb: 'READ', classification: 'AUDIT' }], zone: 'NUMBER_USE', about: 'ONE' },
  who: [
    `${purposes.join(', ')} の権限があるアカウント(デモでは auditor)`,
    `an account with the menu ${purposes.join(', ')} (in the demo: auditor)`,
  ],
});
const HISTORIES = { purposes: ['HISTORY'], about: 'SEVERAL' } as const;
const vrsFile = (verb: Verb): CommandRule => ({
  ...{ ...HISTORIES, opens: [{ verb, classification: 'RECORD_SYSTEM' }], zone: 'LGWAN', isVrsUser: true },
  who: [
    '接種記録の権限を持つVRSの利用者(デモでは vrs-clerk)',
    'a user of the vaccination record system with the role for doses (in the demo: vrs-clerk)',
  ],
});
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
  'audit search': log('AUDIT', 'DISCLOSURE'),
  'audit list': log('AUDIT', 'DISCLOSURE'),
  'audit expand': log('AUDIT', 'DISCLOSURE'),
  'audit report access': log('AUDIT'),
  'audit report review': log('AUDIT'),
  'audit report records': log('AUDIT'),
  'audit report performance': log('AUDIT'),
  'audit report drift': log('AUDIT'),
  'audit purge': log('AUDIT'),
  'case list': log('AUDIT'),
  'case check': log('AUDIT'),
  'record open': log('AUDIT'),
  'record due': log('AUDIT'),
  'record import': recording,
  'record waiting': recording,
  'record decide': recording,
  'vrs check': log('AUDIT'),
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
  'city export': { purposes: [], opens: [], zone: 'NUMBER_USE', about: 'ONE', who: ['', ''] },
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
    (rule.purposes.length === 0 || rule.purposes.some((one) => opens(policy, rule, principal, one)))
  )
    return;
  const [ja, en] = rule.who;
  throw new GatewayError('FORBIDDEN', {
    detail: `${command} is not for the account`,
    ja: `${principal.account} は ${command} を使えません。使えるのは、${ja}だけです。`,
    en: `${principal.account} may not use ${command}: it takes ${en}.`,
  });
}

function opens(
  policy: LoadedPolicy,
  { opens: all, zone, about }: CommandRule,
  principal: Principal,
  purpose: Purpose,
): boolean {
  const isOne = about === 'ONE';
  const asked = { principal, purpose, zone, labels: 0, hasCase: isOne, severalPersons: !isOne };
  return principal.purposes.has(purpose) && all.every((one) => policy.decide({ ...asked, ...one }).permit);
}
