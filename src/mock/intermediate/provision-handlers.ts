import type { ProvisionStatus } from '../../../adapters/intermediate-server/protocol/inquiries.js';
import type { RequestOf, ResponseOf } from '../../../adapters/intermediate-server/protocol/messages.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import type { Copies } from './copies.js';
import type { Exchange } from './exchange.js';
import { provisionStatusOf, requestOf, type InquiryRow } from './inquiry-row.js';
import { Refused, type Caller } from '../signed-calls/caller.js';
import type { Parts } from './parts.js';
import type { Persons } from './persons.js';

/** An approval is of today: by tomorrow who approved may have learnt better (R205). */
export const APPROVAL_MS = 24 * 3_600_000;

/** 情報提供 (TKY): what others ask of an institution, and what its section head lets go. */
export class ProvisionHandlers {
  private readonly persons: Persons;
  private readonly copies: Copies;
  private readonly exchange: Exchange;
  private readonly acts: IdempotentActs;

  constructor(
    private readonly parts: Parts,
    rooms: {
      readonly persons: Persons;
      readonly copies: Copies;
      readonly exchange: Exchange;
      readonly acts: IdempotentActs;
    },
  ) {
    ({ persons: this.persons, copies: this.copies, exchange: this.exchange, acts: this.acts } = rooms);
  }

  list(
    { institution }: Caller,
    { states, order, subject, after, max }: RequestOf<'TKY01'>,
  ): ResponseOf<'TKY01'> {
    const link = subject === null ? null : this.persons.linkOf(institution, subject);
    const column = order === 'EXPIRES' ? 'route_until' : 'received_at';
    const place = after === null ? null : this.row({ institution }, after);
    const rows = this.parts.state
      .prepare<unknown[], InquiryRow>(
        `SELECT * FROM inquiry WHERE ${listed(states)} AND (? IS NULL OR link = ?)
         AND (? IS NULL OR (${column}, number) > (?, ?)) ORDER BY ${column}, number LIMIT ?`,
      )
      .all(institution, ...states, link, link, after, place?.[column] ?? null, after, max);
    return { provisions: rows.flatMap((row) => this.statusOf(row) ?? []) };
  }

  count({ institution }: Caller, { states }: RequestOf<'TKY07'>): ResponseOf<'TKY07'> {
    const counted = this.parts.state
      .prepare<unknown[], { count: number }>(`SELECT count(*) AS count FROM inquiry WHERE ${listed(states)}`)
      .get(institution, ...states);
    return { count: counted?.count ?? 0 };
  }

  read(caller: Caller, { processingNumber }: RequestOf<'TKY02'>): ResponseOf<'TKY02'> {
    const row = this.row(caller, processingNumber);
    return {
      provision: this.status(row),
      payload: this.copies.contentFor(row.provider, row.link, requestOf(row)),
    };
  }

  /** For this content and no other; what answers by itself is in nobody's hand (R193). */
  approve(caller: Caller, request: RequestOf<'TKY03'>): ResponseOf<'TKY03'> {
    return this.acts.once(caller, 'TKY03', request, () => {
      const row = this.row(caller, request.processingNumber);
      if (row.holds === '[]') throw new Refused('AUTOMATIC');
      if (row.provision_state !== 'AWAITING_APPROVAL') throw new Refused('CONFLICT');
      const { contentHash } = this.copies.contentFor(row.provider, row.link, requestOf(row));
      if (contentHash !== request.contentHash) throw new Refused('CONTENT_CHANGED');
      const expires = Math.min(this.parts.clock() + APPROVAL_MS, row.route_until ?? 0);
      this.parts.state
        .prepare(
          'UPDATE inquiry SET approved_by = ?, approved_hash = ?, approval_expires = ? WHERE number = ?',
        )
        .run(caller.staff, contentHash, expires, row.number);
      return { provision: this.status(this.exchange.moveProvision(row, 'APPROVED')) };
    });
  }

  reject(caller: Caller, request: RequestOf<'TKY04'>): ResponseOf<'TKY04'> {
    return this.acts.once(caller, 'TKY04', request, () => {
      const row = this.row(caller, request.processingNumber);
      if (row.holds === '[]') throw new Refused('AUTOMATIC');
      if (row.provision_state !== 'AWAITING_APPROVAL' && row.provision_state !== 'APPROVED')
        throw new Refused('CONFLICT');
      return { provision: this.status(this.exchange.refuseProvision(row, 'REJECTED')) };
    });
  }

  private row({ institution }: Pick<Caller, 'institution'>, number: string): InquiryRow {
    const row = this.parts.state
      .prepare<[string, string], InquiryRow>(
        'SELECT * FROM inquiry WHERE provider = ? AND number = ? AND provision_state IS NOT NULL',
      )
      .get(institution, number);
    if (row === undefined) throw new Refused('NOT_FOUND');
    return row;
  }

  private status(row: InquiryRow): ProvisionStatus {
    const status = this.statusOf(row);
    if (status === null) throw new Refused('NOT_FOUND');
    return status;
  }

  /** null for a person whom the provider does not know: it can say nothing of them. */
  private statusOf(row: InquiryRow): ProvisionStatus | null {
    const subject = this.persons.integratedOf(row.provider, row.link);
    return subject === null ? null : provisionStatusOf(row, subject);
  }
}

/** Of a provider, in these states, and about a person whom it knows: of another it can say nothing. */
function listed(states: readonly string[]): string {
  return `provider = ? AND provision_state IN (${states.map(() => '?').join()})
    AND EXISTS (SELECT 1 FROM person WHERE person.institution = inquiry.provider AND person.link = inquiry.link)`;
}
