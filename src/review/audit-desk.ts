import type { AccessHistory } from '../audit/index/access-history.js';
import type { LogState, LogStateView } from '../audit/state/log-state.js';
import { badDays } from './bad-days.js';
import type {
  AuditAccess,
  ClassifyInput,
  Days,
  ReviewResult,
  ReviewView,
  ShownFinding,
  SignedView,
  SignInput,
} from './audit-access.js';
import { contentOf, judgedFindings, type JudgedFinding } from './judged-findings.js';
import { faultsOfJudging, type OwnCause } from './own-cause.js';
import { ReviewActs } from './review-acts.js';
import type { ReviewLog } from './review-log.js';
import { isFinal, needsReason } from './review-terms.js';
import { SIGNED_MS, type KeptReport, type ReviewMaker } from './review-maker.js';
import type { ReviewStore } from './review-store.js';
import { reviewFault, type ReviewFault } from './review-texts.js';
import { readSigned } from './signed-reviews.js';
import { againstSigning, signReview } from './sign-review.js';

export interface DeskParts {
  readonly logState: Pick<LogState, 'read'>;
  readonly history: AccessHistory;
  readonly maker: Pick<ReviewMaker, 'read' | 'make'>;
  readonly store: ReviewStore;
  readonly log: ReviewLog;
  /** Id of the request, and the account that makes it, with its name. */
  readonly request: string;
  readonly account: string;
  readonly nameJa: string;
  readonly staff: OwnCause['staff'];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly hasContract: (id: string) => boolean;
}

export class AuditDesk implements AuditAccess {
  private readonly acts: ReviewActs;

  constructor(private readonly parts: DeskParts) {
    this.acts = new ReviewActs(parts);
  }

  logState(): Promise<LogStateView> {
    return this.parts.logState.read();
  }

  async review({ from, to }: Days, fresh: boolean): Promise<ReviewView> {
    refuseDays({ from, to });
    const { maker } = this.parts;
    const asked = { kind: 'review', contract: null, from, to } as const;
    return this.view({ from, to }, await (fresh ? maker.make(asked) : maker.read(asked)));
  }

  reviews(): Promise<readonly SignedView[]> {
    return readSigned(this.parts, null);
  }

  async classify(input: ClassifyInput): Promise<ReviewResult<ShownFinding>> {
    const { from, to, finding: id, verdict, note } = input;
    refuseDays(input);
    const { account, store, now } = this.parts;
    const found = await this.finding(input);
    const { id: act, faults } = await this.acts.act(
      'classifyFinding',
      input,
      { from, to, id, verdict, note },
      {
        subjects: found?.subjects ?? [],
        faults: async () => [
          ...(found === null
            ? [reviewFault('UNKNOWN_FINDING', 'finding')]
            : await this.againstJudging(found)),
          ...(needsReason(verdict) && note === null ? [reviewFault('REASON_NEEDED', 'note')] : []),
        ],
        write: async (row) => ({
          is: 'VERDICT',
          row: { id: row, finding: id, verdict, note, account, at: now() },
        }),
      },
    );
    if (act === null || found === null) return { changed: null, faults };
    const judged = { ...found, judged: await store.verdictOfAct(act) };
    return { changed: { ...judged, againstJudging: await this.againstJudging(judged) }, faults };
  }

  async sign(input: SignInput): Promise<ReviewResult<SignedView>> {
    refuseDays(input);
    const { nameJa: reviewer, today: reviewedOn, now } = this.parts;
    const asked = { kind: 'review', contract: null, from: input.from, to: input.to } as const;
    const made = await this.parts.maker.read(asked, SIGNED_MS);
    const review = {
      ...{ from: input.from, to: input.to, text: made.text },
      findings: await judgedFindings(made.findings, this.parts.store),
    };
    const { id, faults } = await signReview(
      this.acts,
      { ...this.parts, reviewer, reviewedOn, at: now() },
      { review, asked: input },
    );
    if (id === null) return { changed: null, faults };
    const [changed = null] = await readSigned(this.parts, id);
    return { changed, faults };
  }

  async contractorReport(
    kind: 'access' | 'records' | 'performance',
    contract: string,
    days: Days,
  ): Promise<Pick<KeptReport, 'report' | 'text'> | null> {
    refuseDays(days);
    return this.parts.hasContract(contract) ? this.parts.maker.read({ kind, contract, ...days }) : null;
  }

  private async view({ from, to }: Days, made: KeptReport): Promise<ReviewView> {
    const { store } = this.parts;
    const findings = await judgedFindings(made.findings, store);
    const inSigned = await store.signedAmong(findings.map(({ id }) => id));
    const signed = await readSigned(this.parts, null);
    const { madeAt, operations, verdict, report, text } = made;
    return {
      ...{ from, to, madeAt, operations, log: verdict, report, text },
      findings: findings.map((one) => ({ ...one, againstJudging: this.closedToJudge(one, inSigned) })),
      digest: contentOf({ from, to }, findings),
      signatures: signed.filter((one) => one.from === from && one.to === to),
      againstSigning: await againstSigning(this.parts, { from, to, findings }),
    };
  }

  private async finding({ from, to, finding }: ClassifyInput): Promise<JudgedFinding | null> {
    const made = await this.parts.maker.read({ kind: 'review', contract: null, from, to });
    const findings = await judgedFindings(made.findings, this.parts.store);
    return findings.find(({ id }) => id === finding) ?? null;
  }

  private async againstJudging(found: JudgedFinding): Promise<readonly ReviewFault[]> {
    return this.closedToJudge(found, await this.parts.store.signedAmong([found.id]));
  }

  /**
   * What was open when a review was signed is judged afterwards, and once; what stands in it as judged does not change.
   *
   * @param signed findings of reviews that are signed
   */
  private closedToJudge(found: JudgedFinding, signed: ReadonlySet<string>): readonly ReviewFault[] {
    if (signed.has(found.id) && isFinal(found.judged)) return [reviewFault('REVIEW_SIGNED', 'finding')];
    return faultsOfJudging(this.parts, found);
  }
}

function refuseDays({ from, to }: Days): void {
  if (from > to) throw badDays();
}
