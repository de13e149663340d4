import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AskedAbout, withPersons, withSubject, type Subject } from '../../src/guard/subject.js';
import { readAtenaNumber } from '../../src/loaders/atena-number.js';
import { filledPage } from '../../src/paging/filled-page.js';
import { checkPageSize } from '../../src/paging/page.js';
import type { ComparedDose } from '../../src/reconciliation/compared-dose.js';
import { shownDigest } from '../../src/reconciliation/digests.js';
import type { FindingResult, SidesOfFinding } from '../../src/reconciliation/finding-access.js';
import type { FindingRow } from '../../src/reconciliation/finding-row.js';
import { findingFault } from '../../src/reconciliation/finding-texts.js';
import { REASONS, type Reason } from '../../src/reconciliation/reasons.js';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { ApproveFindingInput, DecideFindingInput, ReconciliationFindingFilter } from './finding.input.js';
import { FindingPayload, ReconciliationFindingConnection } from './finding.type.js';

const LIST = 'Query.reconciliationFindings';

/** What the comparison of the ledger with VRS has found, and what is decided on it. */
@Resolver()
export class ReconciliationResolver {
  @Classified('HEALTH', 'RECONCILE')
  @Query(() => ReconciliationFindingConnection, {
    nullable: true,
    description:
      '接種台帳とVRSの突合の指摘 (R073, R169) / Findings of comparing the vaccination ledger with VRS',
  })
  async reconciliationFindings(
    @Arg('filter', () => ReconciliationFindingFilter, { nullable: true, description: '条件 / Conditions' })
    filter: ReconciliationFindingFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<object> | AskedAbout<ConnectionSource<object>>> {
    checkPageSize(first);
    const person = filter?.atenaNumber ?? null;
    const atenaNumber = person === null ? null : readAtenaNumber(person);
    const asked = {
      states: filter?.states ?? ['OPEN'],
      ...{ kinds: filter?.kinds ?? [], suspected: filter?.suspected ?? [] },
      leastConfidence: filter?.leastConfidence ?? 0,
      atenaNumber,
    };
    const people = new Map<FindingRow, readonly Subject[]>();
    const page = await filledPage(
      { first, after: after ?? null },
      (place) => context.findings.list({ ...asked, ...place }),
      (rows) => Promise.all(rows.map((row) => isOpenTo(context, row, people))),
    );
    const sides = await context.findings.sidesOf(page.nodes, { vrs: mayReadVrs(context) });
    const nodes = page.nodes.map((row, at) => node(people.get(row) ?? [], row, sides[at]));
    const found = connection({ ...page, nodes });
    if (atenaNumber === null) return found;
    // That there is none of somebody who is named is told of them, too.
    const used = Object.entries(filter ?? {}).filter(([, value]) => value != null);
    const by = used.map(([key]) => `ReconciliationFindingFilter.${key}`);
    return new AskedAbout(await context.loaders.subjects([atenaNumber]), by, found);
  }

  @Classified('HEALTH', 'RECONCILE', { person: 'finding:input.id', ifUnknown: unknownFinding })
  @Mutation(() => FindingPayload, {
    nullable: true,
    description:
      '指摘についての決定を提案する (R169)。別の者が承認するまで何も変わらない。/ Proposes a decision on a finding; nothing changes before somebody else approves it',
  })
  async decideFinding(
    @Arg('input', () => DecideFindingInput, { description: '入力 / What is asked for' })
    input: DecideFindingInput,
    @Ctx() context: ActContext,
  ): Promise<object> {
    const { id, digest, decision, reason, validateOnly, values } = input;
    const result = await context.findings.decide({
      ...{ id, digest, decision, reason, validateOnly, idempotencyKey: readKey(input.idempotencyKey) },
      values: {
        ...{ day: values?.day ?? null, doseNumber: values?.doseNumber ?? null },
        ...{ manufacturer: values?.manufacturer ?? null, lot: values?.lot ?? null },
      },
    });
    return payload(context, result);
  }

  @Classified('HEALTH', 'APPROVE', { person: 'finding:input.id', ifUnknown: unknownFinding })
  @Mutation(() => FindingPayload, {
    nullable: true,
    description:
      '提案された決定の承認 (R169)。台帳とVRSを訂正して確定する。提案した者は承認できない。/ Approves a proposed decision: both systems are corrected and locked; never by whoever proposed it',
  })
  async approveFinding(
    @Arg('input', () => ApproveFindingInput, { description: '入力 / What is asked for' })
    input: ApproveFindingInput,
    @Ctx() context: ActContext,
  ): Promise<object> {
    const { id, digest, approve, validateOnly } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    return payload(
      context,
      await context.findings.approve({ id, digest, approve, validateOnly, idempotencyKey }),
    );
  }
}

function unknownFinding(): object {
  return { finding: null, userErrors: [findingFault('UNKNOWN_FINDING', 'id')] };
}

/** The guard has judged everybody whom the finding is about. */
async function payload(context: ActContext, { finding, faults }: FindingResult): Promise<object> {
  if (finding === null) return { finding, userErrors: faults };
  const [sides] = await context.findings.sidesOf([finding], { vrs: mayReadVrs(context) });
  const own = context.people.filter(({ atenaNumber }) => atenaNumber === finding.atenaNumber);
  const others = context.people.filter((one) => !own.includes(one));
  return { finding: node([...own, ...others], finding, sides), userErrors: faults };
}

/** Nobody sees the finding of somebody who is closed to them, nor that there is one. Keeps whom it is about. */
async function isOpenTo(
  context: RequestContext,
  row: FindingRow,
  people: Map<FindingRow, readonly Subject[]>,
): Promise<boolean> {
  const of = await peopleOf(context, row);
  people.set(row, of);
  return of.every(({ labels }) => context.guard.opensAll([LIST], labels));
}

function peopleOf(
  { loaders }: Pick<RequestContext, 'loaders'>,
  { atenaNumber, otherNumber }: FindingRow,
): Promise<readonly Subject[]> {
  return loaders.subjects([atenaNumber, ...(otherNumber === null ? [] : [otherNumber])]);
}

/** R180, R181: what is VRS's is read on LGWAN terminals, by those who work on it. */
function mayReadVrs({ claims: { zone, principal } }: Pick<RequestContext, 'claims'>): boolean {
  return zone === 'LGWAN' && principal.role === 'vrs-clerk';
}

/** @param people whose finding it is, and whoever else it tells of */
function node(
  [subject, ...others]: readonly Subject[],
  row: FindingRow,
  sides: SidesOfFinding | undefined,
): object {
  if (subject === undefined) throw new TypeError('A finding is about somebody');
  const about = <T extends object>(facts: T) => withSubject(subject, facts);
  const side = (dose: ComparedDose | null | undefined) =>
    dose == null
      ? null
      : about({
          ...{ day: dose.day, doseNumber: dose.number, lot: dose.lot, locked: dose.locked },
          makers: [...dose.makers],
        });
  const reasons = row.reasons.split(' ').filter((code): code is Reason => Object.hasOwn(REASONS, code));
  const facts = {
    ...{ id: row.id, digest: shownDigest(row), kind: row.kind, state: row.state, suspected: row.suspected },
    ...{ confidence: row.confidence / 100, atenaNumber: row.atenaNumber, otherAtenaNumber: row.otherNumber },
    reasons: reasons.map((code) => about({ code, textJa: REASONS[code].ja, textEn: REASONS[code].en })),
    ...{ immunizationId: row.ledgerId, ledger: side(sides?.ledger), vrs: side(sides?.vrs) },
    ...{ decision: row.decision, decisionReason: row.reason, proposedBy: row.proposedBy },
    ...{ decidedBy: row.decidedBy, decidedAt: row.decidedAt, outcome: row.outcome },
  };
  return withPersons(others, about(facts));
}
