import { GatewayError } from '../errors/gateway-error.js';
import { isBeforeCase } from '../guard/before-case.js';
import type { FieldClass } from '../guard/classification.js';
import { explainDecision, openingWays } from '../policy/explain.js';
import type { Sessions } from '../identity/sessions.js';
import type { LoadedPolicy } from '../policy/load.js';
import { matrixLines, type MatrixLine } from '../policy/matrix-lines.js';
import { methodName, REASON_TEXTS, roleName, ROLE_NAMES, ZONE_NAMES } from '../policy/names.js';
import type { PolicySource } from '../policy/policy-source.js';
import type { PurposeTable } from '../policy/purposes.js';
import type { Effect } from '../policy/shadow.js';
import {
  LABEL,
  type Label,
  type Purpose,
  type Question,
  type WithheldReason,
  type Zone,
} from '../policy/terms.js';
import type { AccountStatus } from '../staff/account-status.js';
import type { StaffDirectory } from '../staff/directory.js';
import { expiringIn, type Expiry } from '../staff/expiry.js';
import { dated, type HoldingView } from '../staff/views.js';
import { accountAsOf } from './account-as-of.js';
import {
  effectivePermissions,
  type EffectivePermissionsView,
  type PermissionsAsked,
  type PermissionsParts,
} from './effective-permissions.js';
import { openSessions, type OpenSessionView } from './open-sessions.js';
import { systemHealth, type SystemHealthParts, type SystemHealthView } from './system-health.js';

/** A term as people say it. */
export interface NamedTerm {
  readonly id: string;
  readonly nameJa: string;
  readonly nameEn: string;
}

/** An office of the policy or the directory, and the menus that its holder owns. */
export interface OfficeView {
  readonly nameJa: string;
  readonly owns: readonly Purpose[];
  /** Who holds it or will. */
  readonly holdings: readonly HoldingView[];
}

/** The policy in force, and what its folder holds. */
export interface PolicyStateView {
  readonly version: string;
  readonly rules: number;
  /** Why the folder is not in force; empty while it is. */
  readonly faults: readonly string[];
  /** Decisions that the policy on trial would have taken otherwise, since the start; null without one. */
  readonly shadow: Readonly<Record<Effect, number>> | null;
}

export interface ExplainAsked {
  readonly account: string;
  /** `YYYY-MM-DD`; null for today. */
  readonly on: string | null;
  readonly purpose: Purpose | null;
  /** `Type.field`. */
  readonly coordinate: string;
  readonly zone: Zone | null;
  readonly hasCase: boolean;
  readonly severalPersons: boolean;
  /** Left out, those that the account logs in with. */
  readonly loginMethods: readonly string[] | null;
  readonly labels: readonly Label[];
}

/** What the guard does, and why. */
export interface ExplanationView {
  /** All of it together: the account is in good standing, the menu is granted, and a rule opens the field. */
  readonly allowed: boolean;
  readonly standing: AccountStatus;
  /** The purpose's menu is granted to the account; true where none is asked under. */
  readonly menuGranted: boolean;
  /** The purpose begins with somebody's request: without a case a request under it is not answered at all. */
  readonly caseMissing: boolean;
  /** A rule opens the field, the door left aside. */
  readonly ruleAllows: boolean;
  readonly rule: string;
  readonly reason: WithheldReason | null;
  readonly textJa: string;
  readonly textEn: string;
  readonly cites: string | null;
  readonly requirements: readonly {
    readonly number: string;
    readonly textJa: string;
    readonly textEn: string;
  }[];
  /** The smallest changes that would open it; empty where it is open, or nothing does. */
  readonly openings: readonly { readonly textJa: string; readonly textEn: string }[];
}

export interface AdministrationParts {
  readonly policies: Pick<PolicySource, 'faults' | 'differences'>;
  /** The request's own. */
  readonly policy: LoadedPolicy;
  readonly directory: Pick<StaffDirectory, 'index' | 'purposes' | 'today'>;
  readonly sessions: Pick<Sessions, 'list'>;
  readonly health: SystemHealthParts;
  readonly actsOf: PermissionsParts['actsOf'];
  readonly loop: PermissionsParts['loop'];
  readonly classOf: (coordinate: string) => FieldClass | null;
}

/** What administrators read beside the directory. Nothing in it is a resident's. */
export class AdministrationDesk {
  constructor(private readonly parts: AdministrationParts) {}

  roles(): readonly NamedTerm[] {
    return Object.keys(ROLE_NAMES).map((id) => ({ id, nameJa: roleName(id).ja, nameEn: roleName(id).en }));
  }

  /** Every office that owns a menu, grants one from above or was ever held. */
  offices(): readonly OfficeView[] {
    const { policy, directory } = this.parts;
    const entries = [...policy.purposes];
    const names = new Set([
      ...entries.flatMap(([, { menuOwner, upperOffice }]) => [
        menuOwner,
        ...(upperOffice === null ? [] : [upperOffice]),
      ]),
      policy.linkage.approverOffice,
      ...directory.index.rows.holdings.map(({ office }) => office),
    ]);
    return [...names].sort().map((nameJa) => ({
      nameJa,
      owns: entries.filter(([, { menuOwner }]) => menuOwner === nameJa).map(([purpose]) => purpose),
      holdings: directory.index
        .holdingsOf(nameJa)
        .filter(({ ends }) => ends === null || directory.today <= ends)
        .map((row) => dated(row, directory.today)),
    }));
  }

  /** What ends within so many days from today on, soonest first. */
  expiring(days: number): readonly Expiry[] {
    const { index, purposes, today } = this.parts.directory;
    return expiringIn({ index, purposes, today }, days);
  }

  policyState(): PolicyStateView {
    const { policies, policy } = this.parts;
    return {
      ...{ version: policy.version, rules: policy.rules.length },
      ...{ faults: policies.faults(), shadow: policies.differences() },
    };
  }

  /** What each role may do, line by line: what `sekisho policy matrix` prints. */
  matrix(role: string | null): Promise<readonly MatrixLine[]> {
    return matrixLines(this.parts.policy, role);
  }

  sessions(): Promise<readonly OpenSessionView[]> {
    return openSessions(this.parts.sessions, this.parts.directory);
  }

  health(): Promise<SystemHealthView> {
    return systemHealth(this.parts.health);
  }

  /** Rejects with BAD_USER_INPUT where there is no such account. */
  permissions(asked: PermissionsAsked): Promise<EffectivePermissionsView> {
    return effectivePermissions(this.parts, asked);
  }

  /** Rejects with BAD_USER_INPUT where there is no such account or field. */
  async explain(asked: ExplainAsked): Promise<ExplanationView> {
    const { policy, loop } = this.parts;
    await loop.pause();
    const { standing, menuGranted, caseMissing, question } = this.questionOf(asked);
    const { verdict, rule, sources } = explainDecision(policy, question);
    const { ja, en } = sentenceOf(verdict.reason, rule);
    return {
      allowed: standing === 'GOOD' && menuGranted && !caseMissing && verdict.permit,
      ...{ standing, menuGranted, caseMissing },
      ...{ ruleAllows: verdict.permit, rule: verdict.rule, reason: verdict.reason, textJa: ja, textEn: en },
      cites: rule?.cites ?? null,
      requirements: sources.map(([number, text]) => ({ number, textJa: text.ja, textEn: text.en })),
      openings: distinct(
        openingWays(policy, question).map((other) => changesIn(question, other, policy.purposes)),
      ),
    };
  }

  private questionOf(asked: ExplainAsked): {
    readonly standing: AccountStatus;
    readonly menuGranted: boolean;
    readonly caseMissing: boolean;
    readonly question: Question;
  } {
    const { policy, directory, classOf } = this.parts;
    const { purpose, zone, hasCase, severalPersons, labels } = asked;
    const { standing, principal } = accountAsOf(directory, policy, asked);
    const field = classOf(asked.coordinate);
    if (field === null) throw unknownField();
    const { verb, classification } = field;
    const needsCase = purpose !== null && policy.purposes.get(purpose)?.needsCase === true;
    return {
      standing,
      menuGranted: purpose === null || principal.purposes.has(purpose),
      caseMissing: needsCase && !hasCase && !isBeforeCase(field),
      question: {
        ...{ principal, purpose, zone, hasCase, severalPersons, verb, classification },
        labels: labels.reduce((bits, label) => bits | LABEL[label], 0),
      },
    };
  }
}

interface Sentence {
  readonly ja: string;
  readonly en: string;
}

/** The rule's own sentence; where none permits, that, with what to do. */
function sentenceOf(
  reason: WithheldReason | null,
  rule: { readonly textJa: string; readonly textEn: string; readonly reason: WithheldReason | null } | null,
): Sentence {
  if (rule !== null && (reason === null || rule.reason === reason))
    return { ja: rule.textJa, en: rule.textEn };
  const { ja, en } = REASON_TEXTS[reason ?? 'NOT_GRANTED'];
  return { ja: `どの規則も許可していません。${ja}`, en: `No rule permits this. ${en}` };
}

/** By the name people choose it by; what is answered is read by them. */
function purposeName(purpose: Question['purpose'], purposes: PurposeTable): Sentence {
  const entry = purpose === null ? undefined : purposes.get(purpose);
  const [ja, en] = [entry?.nameJa ?? purpose ?? 'なし', entry?.nameEn ?? purpose ?? 'none'];
  return { ja: `利用目的「${ja}」`, en: `purpose “${en}”` };
}

function changesIn(
  from: Question,
  to: Question,
  purposes: PurposeTable,
): { readonly textJa: string; readonly textEn: string } {
  const methods = to.principal.amr.filter((method) => !from.principal.amr.includes(method));
  const parts: readonly Sentence[] = [
    ...(to.purpose === from.purpose ? [] : [purposeName(to.purpose, purposes)]),
    ...(to.zone === from.zone || to.zone === null ? [] : [ZONE_NAMES[to.zone]]),
    ...(to.hasCase === from.hasCase ? [] : [{ ja: '案件番号', en: 'a case number' }]),
    ...(to.severalPersons === from.severalPersons ? [] : [{ ja: '一人ずつ', en: 'one person at a time' }]),
    ...methods.map(methodName),
  ];
  return { textJa: parts.map(({ ja }) => ja).join('、'), textEn: parts.map(({ en }) => en).join(', ') };
}

function distinct<Text extends { readonly textEn: string }>(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((text) => [text.textEn, text])).values()];
}

function unknownField(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'unknown coordinate',
    ja: 'その名前の項目はありません。項目の名前を選び直すか、綴りを確かめてください。',
    en: 'There is no item of this name. Choose it anew, or check its spelling.',
  });
}
