import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { RequestContext } from '../../src/request/request-context.js';
import type { SignedView } from '../../src/review/audit-access.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { PlainDate } from '../scalars/dates.js';
import { ReportDocument } from './report.type.js';
import { documentNode, findingNode, reviewNode } from './review-nodes.js';
import { ContractorReportTerm } from './review.enums.js';
import { ClassifyFindingInput, SignReviewInput } from './review.input.js';
import { ClassifyFindingPayload, Review, SignedReview, SignReviewPayload } from './review.type.js';

const FROM = '最初の日 / First day, in Japan';
const TO = '最後の日(含む) / Last day, included';
const REPORTS = { ACCESS: 'access', RECORDS: 'records', PERFORMANCE: 'performance' } as const;
const NOTE_CHARACTERS = 400;

/** The periodic review: what `sekisho audit report` makes, to be read, judged and signed in the graph. */
@Resolver()
export class ReviewResolver {
  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => Review, {
    description:
      '定期点検 (R195, R204)。1時間以内に作成したものがあればそれを返す。/ The review of these days; one made within an hour will do. Looking is on record, too',
  })
  async review(
    @Arg('from', () => PlainDate, { description: FROM }) from: string,
    @Arg('to', () => PlainDate, { description: TO }) to: string,
    @Arg('fresh', () => Boolean, {
      defaultValue: false,
      description: '必ず新しく作成する / Made anew in any case',
    })
    fresh: boolean,
    @Ctx() { auditDesk }: RequestContext,
  ): Promise<object> {
    return reviewNode(await auditDesk.review({ from, to }, fresh));
  }

  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => [SignedReview], {
    description: '署名された点検、新しい順 (R195, R204) / Every signed review, newest first',
  })
  reviews(@Ctx() { auditDesk }: RequestContext): Promise<readonly SignedView[]> {
    return auditDesk.reviews();
  }

  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => ReportDocument, {
    nullable: true,
    description:
      '委託契約の報告書。契約がないときは null / A report on a contract and its re-entrusted parts; null where there is none',
  })
  async contractorReport(
    @Arg('kind', () => ContractorReportTerm, { description: '報告書の種類 / Which report' })
    kind: keyof typeof ContractorReportTerm,
    @Arg('contract', () => ID, { description: '委託契約の番号 / Contract, for example C3' }) contract: string,
    @Arg('from', () => PlainDate, { description: FROM }) from: string,
    @Arg('to', () => PlainDate, { description: TO }) to: string,
    @Ctx() { auditDesk }: RequestContext,
  ): Promise<object | null> {
    const made = await auditDesk.contractorReport(REPORTS[kind], contract, { from, to });
    return made === null ? null : documentNode(made);
  }

  @Classified('AUDIT', 'REVIEW', { nobody: 'LOG_REVIEW' })
  @Mutation(() => ClassifyFindingPayload, {
    description:
      '指摘を判定する (R204)。自分のアカウントについての指摘は判定できない。前の判定は記録に残る。署名後に判定できるのは、未判定と要確認の指摘だけ。/ Says what asking about a finding came to, never about an account of one’s own; earlier verdicts stay on record; after a signature what was open then is judged, and nothing else',
  })
  async classifyFinding(
    @Arg('input', () => ClassifyFindingInput, { description: '入力 / What is asked for' })
    input: ClassifyFindingInput,
    @Ctx() { auditDesk }: RequestContext,
  ): Promise<object> {
    const { from, to, id, verdict, validateOnly } = input;
    const { changed, faults } = await auditDesk.classify({
      ...{ from, to, finding: id, verdict, validateOnly, note: readNote(input.note) },
      idempotencyKey: readKey(input.idempotencyKey),
    });
    return { finding: changed && findingNode(changed), userErrors: faults };
  }

  @Classified('AUDIT', 'REVIEW', { nobody: 'LOG_REVIEW' })
  @Mutation(() => SignReviewPayload, {
    description:
      '読んだ点検への署名 (R195, R204)。最終日の当日の署名は、その日の途中までのもので、終わってからもう一度署名する。自分がした操作についての指摘をほかの者が判定するまでは署名できない。/ Signs the review that was read, in the name of the account that asks, of whose deeds nothing in it is open; given on the last day it is for what was done until then, and the days are signed once more when it is over; it is sealed into the log',
  })
  async signReview(
    @Arg('input', () => SignReviewInput, { description: '入力 / What is asked for' }) input: SignReviewInput,
    @Ctx() { auditDesk }: RequestContext,
  ): Promise<object> {
    const { from, to, digest, validateOnly } = input;
    const { changed, faults } = await auditDesk.sign({
      ...{ from, to, digest, validateOnly, idempotencyKey: readKey(input.idempotencyKey) },
    });
    return { review: changed, userErrors: faults };
  }
}

function readNote(text: string | null | undefined): string | null {
  const note = text?.trim() ?? '';
  if (note.length <= NOTE_CHARACTERS) return note === '' ? null : note;
  throw new GatewayError('BAD_USER_INPUT', {
    en: `A note has up to ${NOTE_CHARACTERS} characters.`,
    ja: `確認した内容は${NOTE_CHARACTERS}文字までです。`,
    detail: 'note',
  });
}
