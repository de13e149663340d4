import { canonicalHash } from '../../json/canonical.js';
import type {
  InquiryRequest,
  InquiryStatus,
} from '../../../adapters/intermediate-server/protocol/inquiries.js';
import type { RequestOf, ResponseOf } from '../../../adapters/intermediate-server/protocol/messages.js';
import { inquiryStatusOf, type InquiryRow } from './inquiry-row.js';
import { Refused, type Caller } from '../signed-calls/caller.js';
import type { Parts } from './parts.js';
import type { Persons } from './persons.js';

/** 情報照会 (SKI): what an institution asks, and what it is answered. */
export class InquiryHandlers {
  constructor(
    private readonly parts: Parts,
    private readonly persons: Persons,
  ) {}

  /** One inquiry per request id, whatever happens to the answer of this call (R187: each is legally recorded). */
  request({ institution }: Caller, request: InquiryRequest): InquiryStatus {
    const { state, clock, today } = this.parts;
    const conditionHash = canonicalHash(request);
    const known = this.byRequestId(institution, request.requestId);
    if (known !== undefined) {
      if (known.condition_hash !== conditionHash) throw new Refused('CONFLICT');
      return inquiryStatusOf(known);
    }
    const link = this.persons.linkOf(institution, request.subject);
    if (this.persons.codeOf(institution, link) === null) throw new Refused('CODE_NOT_REGISTERED');
    const now = clock();
    state
      .prepare(
        `INSERT INTO inquiry (number, inquirer, provider, request_id, request, condition_hash, link, day, state, requested_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED', ?, ?)`,
      )
      .run(
        this.persons.newNumber(),
        institution,
        request.provider,
        request.requestId,
        JSON.stringify(request),
        conditionHash,
        link,
        today(),
        now,
        now,
      );
    return inquiryStatusOf(this.byRequestId(institution, request.requestId) as InquiryRow);
  }

  registerCode({ institution }: Caller, { subject }: RequestOf<'FGU01'>): ResponseOf<'FGU01'> {
    this.persons.ensureCode(institution, this.persons.linkOf(institution, subject));
    return { registered: true };
  }

  list({ institution }: Caller, asked: RequestOf<'SKI02'>): ResponseOf<'SKI02'> {
    if ('requestIds' in asked) {
      const found = asked.requestIds.flatMap((id) => this.byRequestId(institution, id) ?? []);
      return { inquiries: found.map(inquiryStatusOf) };
    }
    const link = this.persons.linkOf(institution, asked.subject);
    const rows = this.parts.state
      .prepare<[string, number], InquiryRow>(
        'SELECT * FROM inquiry WHERE inquirer = ? AND link = ? ORDER BY requested_at DESC, number LIMIT 200',
      )
      .all(institution, link);
    return { inquiries: rows.map(inquiryStatusOf) };
  }

  answer({ institution }: Caller, { processingNumber }: RequestOf<'SKI03'>): ResponseOf<'SKI03'> {
    const row = this.parts.state
      .prepare<[string, string], { answer: string }>(
        'SELECT answer FROM answer WHERE inquirer = ? AND number = ?',
      )
      .get(institution, processingNumber);
    if (row === undefined) throw new Refused('NOT_FOUND');
    return row;
  }

  deliveries({ institution }: Caller, { after, max }: RequestOf<'SKI04'>): ResponseOf<'SKI04'> {
    const rows = this.parts.state
      .prepare<[string, number, number], { sequence: number; number: string; answer: string }>(
        'SELECT * FROM delivery WHERE institution = ? AND sequence > ? ORDER BY sequence LIMIT ?',
      )
      .all(institution, after, max);
    return {
      deliveries: rows.map(({ sequence, number, answer }) => ({
        number: sequence,
        processingNumber: number,
        answer,
      })),
    };
  }

  private byRequestId(institution: string, id: string): InquiryRow | undefined {
    return this.parts.state
      .prepare<[string, string], InquiryRow>('SELECT * FROM inquiry WHERE inquirer = ? AND request_id = ?')
      .get(institution, id);
  }
}
