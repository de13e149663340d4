import type { AccessHistory } from '../audit/index/access-history.js';
import type { LogState, LogStateView } from '../audit/state/log-state.js';
import { badDays } from './bad-days.js';
import type {
  AuditAccess,
  ClassifyInput,
  Days,
  ReviewResult,
  ReviewView,
  SignedView,
  SignInput,
} from './audit-access.js';
import { contentOf, judgedFindings, type JudgedFinding } from './judged-findings.js';
import { ReviewActs } from './review-acts.js';
import type { ReviewLog } from './review-log.js';
import { SIGNED_MS, type KeptReport, type ReviewMaker } from './review-maker.js';
import type { ReviewStore } from './review-store.js';
import { reviewFault, type ReviewFault } from './review-texts.js';
import { readSigned } from './signed-reviews.js';
import { signReview } from './sign-review.js';

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

  async classify(input: ClassifyInput): Promise<ReviewResult<JudgedFinding>> {
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
        faults: async () => this.faultsOfFinding(found),
        write: async (row) => ({
          is: 'VERDICT',
          row: { id: row, finding: id, verdict, note, account, at: now() },
        }),
      },
    );
    if (act === null || found === null) return { changed: null, faults };
    return { changed: { ...found, judged: await store.verdictOfAct(act) }, faults };
  }

  async sign(input: SignInput): Promise<ReviewResult<SignedView>> {
    refuseDays(input);
    const { account, nameJa: reviewer, today: reviewedOn, now } = this.parts;
    const asked = { kind: 'review', contract: null, from: input.from, to: input.to } as const;
    const made = await this.parts.maker.read(asked, SIGNED_MS);
    const review = {
      ...{ from: input.from, to: input.to, text: made.text },
      findings: await judgedFindings(made.findings, this.parts.store),
    };
    const { id, faults } = await signReview(
      this.acts,
      { account, reviewer, reviewedOn, at: now() },
      {
        review,
        asked: input,
        faults: () => this.faultsOfSignature(input, contentOf(review, review.findings)),
      },
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
    const signed = await readSigned(this.parts, null);
    const { madeAt, operations, verdict, report, text } = made;
    return {
      ...{ from, to, madeAt, findings, operations, log: verdict, report, text },
      digest: contentOf({ from, to }, findings),
      signatures: signed.filter((one) => one.from === from && one.to === to),
    };
  }

  private async finding({ from, to, finding }: ClassifyInput): Promise<JudgedFinding | null> {
    const made = await this.parts.maker.read({ kind: 'review', contract: null, from, to });
    const findings = await judgedFindings(made.findings, this.parts.store);
    return findings.find(({ id }) => id === finding) ?? null;
  }

  private async faultsOfFinding(found: JudgedFinding | null): Promise<readonly ReviewFault[]> {
    if (found === null) return [reviewFault('UNKNOWN_FINDING', 'finding')];
    const signed = await this.parts.store.signedAmong([found.id]);
    return signed.size > 0 ? [reviewFault('REVIEW_SIGNED', 'finding')] : [];
  }

  private async faultsOfSignature(
    { from, to, digest }: SignInput,
    content: string,
  ): Promise<readonly ReviewFault[]> {
    const { store, today } = this.parts;
    if (to > today) return [reviewFault('NOT_OVER', 'to')];
    if ((await store.signaturesOf(from, to)).length > 0) return [reviewFault('ALREADY_SIGNED')];
    return content === digest ? [] : [reviewFault('CONTENT_CHANGED', 'digest')];
  }
}

function refuseDays({ from, to }: Days): void {
  if (from > to) throw badDays();
}
