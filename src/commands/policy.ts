import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { clockOn } from '../calendar/clock.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { describeCircumstances, explainDecision, renderExplanation } from '../policy/explain.js';
import { lintPolicy } from '../policy/lint.js';
import { loadPolicy, type LoadedPolicy } from '../policy/load.js';
import { policyMatrix } from '../policy/matrix.js';
import { PolicyError } from '../policy/policy-error.js';
import {
  LABEL,
  PURPOSES,
  ZONES,
  type Classification,
  type Label,
  type Purpose,
  type Verb,
  type Zone,
} from '../policy/terms.js';
import { openStaff } from '../staff/open-staff.js';
import { admit, principalOf } from '../staff/principal.js';
import { refusalOf } from '../staff/refusal.js';
import { readSeed } from '../staff/seed.js';
import { StaffIndex } from '../staff/staff-index.js';
import type { CommandContext } from './context.js';
import { coordinateLookup } from './coordinate-lookup.js';
import { diffPolicies } from './policy-diff.js';

/** Class and verb of `Type.field` as the graph declares them; null where the graph has no such field. */
export type CoordinateLookup = (
  coordinate: string,
) => { readonly classification: Classification; readonly verb: Verb } | null;

interface ExplainFlags {
  readonly zone: Zone;
  readonly case?: boolean;
  readonly several?: boolean;
  readonly amr?: string;
  readonly label?: readonly Label[];
}

/** `sekisho policy explain | lint | diff | matrix`: the rules for those who answer for them. */
export function policyCommands(
  program: Command,
  context: CommandContext,
  lookup: CoordinateLookup = coordinateLookup(context.root),
): void {
  const policy = program.command('policy').description('規則の説明と点検 / Explain and check the rules');
  policy
    .command('explain')
    .description('項目が見える・見えない理由を示す / Say why a field is open or closed to an account')
    .argument('<account>', 'アカウント / account, e.g. clerk')
    .addArgument(policy.createArgument('<purpose>', '利用目的 / purpose').choices(PURPOSES))
    .argument('<field>', '項目 / field, e.g. Resident.address')
    .addOption(
      new Option('--zone <zone>', 'ネットワーク / network zone').choices(ZONES).default('NUMBER_USE'),
    )
    .option('--case', '案件番号あり / with a case number')
    .option('--several', '複数人 / for several persons at once')
    .option(
      '--amr <methods>',
      '認証方法 / login methods, e.g. uid,palm_vein; those of the directory by default',
    )
    .option('--label <label...>', '対象者の区分 / what is special about the person', parseLabel)
    .action((account: string, purpose: Purpose, field: string, flags: ExplainFlags) =>
      reportingFaults(context, () => explain({ context, lookup, account, purpose, field, flags })),
    );
  policy
    .command('lint')
    .description('規則の誤りを探す(数秒かかる) / Look for faults in the rules (takes a few seconds)')
    .action(() => reportingFaults(context, () => lint(context)));
  policy
    .command('diff')
    .description(
      '別の規則に替えると何が変わるかを示す / Say what another policy would change (exit 1 if anything)',
    )
    .argument('<dir>', '新しい規則のフォルダー / folder of the other policy')
    .action((dir: string) => reportingFaults(context, () => diffPolicies(context, load(context), dir)));
  policy
    .command('matrix')
    .description('役割ごとの権限表を Markdown で表示する / Print who may do what, as Markdown')
    .action(() =>
      reportingFaults(context, async () => context.print((await policyMatrix(load(context))).trimEnd())),
    );
}

const load = (context: CommandContext): LoadedPolicy => loadPolicy(join(context.root, POLICY_DIRECTORY));

async function reportingFaults(context: CommandContext, run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    for (const fault of error.faults) context.warn(fault);
    context.exitCode(1);
  }
}

interface ExplainRequest {
  readonly context: CommandContext;
  readonly lookup: CoordinateLookup;
  readonly account: string;
  readonly purpose: Purpose;
  readonly field: string;
  readonly flags: ExplainFlags;
}

async function explain({ context, lookup, account, purpose, field, flags }: ExplainRequest): Promise<void> {
  const policy = load(context);
  const today = todayOf(context);
  const index = await staffOf(context, policy);
  const found = lookup(field);
  const listed = index.accounts.get(account);
  if (found === null || listed === undefined) {
    if (found === null)
      context.warn(
        'グラフにない項目です。Type.field の形で指定してください。 / The graph has no such field (Type.field).',
      );
    const accounts = [...index.accounts.keys()].join(', ');
    if (listed === undefined)
      context.warn(
        `そのアカウントはありません。次のいずれかです: ${accounts} / There is no such account. Use one of ${accounts}`,
      );
    return context.exitCode(1);
  }
  const amr = flags.amr?.split(',') ?? listed.loginMethods.split(' ');
  const admission = admit(index, { account, peerAddress: null, today });
  const contract = admission.status === 'GOOD' ? admission.contract : null;
  const { purposes } = policy;
  const principal = principalOf(index, {
    account: listed,
    contract,
    amr,
    ownAtenaNumber: null,
    purposes,
    today,
  });
  const question = {
    ...found,
    principal,
    purpose,
    zone: flags.zone,
    hasCase: flags.case ?? false,
    severalPersons: flags.several ?? false,
    labels: (flags.label ?? []).reduce((bits, label) => bits | LABEL[label], 0),
  };
  context.print(
    `${account} (${principal.nameJa}, ${principal.role}): ${found.verb} ${field} [${found.classification}]`,
  );
  context.print(describeCircumstances(question));
  if (admission.status !== 'GOOD') {
    const { ja, en, detail } = refusalOf(admission.status);
    context.print(`${ja} / Refused at the door: ${detail}. ${en}`);
  }
  if (!principal.purposes.has(purpose)) {
    const entry = policy.purposes.get(purpose);
    context.print(
      `メニュー「${entry?.menu}」の権限がないため、この目的の要求は受け付けられません。 / ` +
        `Refused at the door: the menu of ${purpose} is not granted to this account (its owner: ${entry?.menuOwner}).`,
    );
  }
  for (const line of renderExplanation(explainDecision(policy, question))) context.print(line);
}

function lint(context: CommandContext): void {
  const policy = load(context);
  readSeed({ directory: join(context.root, POLICY_DIRECTORY), policy, today: todayOf(context) });
  const faults = lintPolicy(policy);
  for (const fault of faults) context.warn(fault);
  if (faults.length > 0) return context.exitCode(1);
  context.print(
    `誤りはありません(規則 ${policy.rules.length} 件、版 ${policy.version})。 / No faults in ${policy.rules.length} rules.`,
  );
}

const todayOf = (context: CommandContext): string => clockOn(context.settings().today).today();

/** The staff of the store; before the first start, those it would begin with. Explaining a rule makes no store. */
async function staffOf(context: CommandContext, policy: LoadedPolicy): Promise<StaffIndex> {
  const settings = context.settings();
  const policyDirectory = join(context.root, POLICY_DIRECTORY);
  const today = () => todayOf(context);
  if (settings.store.kind === 'sqlite' && !existsSync(settings.store.path)) {
    return new StaffIndex(readSeed({ directory: policyDirectory, policy, today: today() }));
  }
  const staff = await openStaff({ settings, policyDirectory, policy, today });
  await staff.close();
  return staff.directory.index;
}

function parseLabel(text: string, before: readonly Label[] | undefined): readonly Label[] {
  if (!Object.hasOwn(LABEL, text)) throw new InvalidArgumentError(Object.keys(LABEL).join(', '));
  return [...(before ?? []), text as Label];
}
