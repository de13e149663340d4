import { randomBytes } from 'node:crypto';
import type { Refusal, SignedAnswer } from '../../../adapters/intermediate-server/protocol/inquiries.js';
import type { RefusalCode } from '../../../adapters/intermediate-server/protocol/terms.js';
import type { Copies } from './copies.js';
import type { Delivery } from './delivery.js';
import {
  nextInquiryState,
  nextProvisionState,
  type InquiryEvent,
  type ProvisionEvent,
} from './inquiry-machine.js';
import { requestOf, type InquiryRow } from './inquiry-row.js';
import { isoInstant } from '../signed-calls/caller.js';
import type { Parts } from './parts.js';
import type { PermissionLists } from './permission-lists.js';
import type { Persons } from './persons.js';
import type { Records } from './records.js';
import type { Restrictions } from './restrictions.js';

/** A permit must be used within this time... */
export const PERMIT_MS = 15 * 60_000;
/** ...and the way back stays open for as long as a section head may need. */
export const ROUTE_MS = 7 * 24 * 3_600_000;

export interface ExchangeRooms {
  readonly persons: Persons;
  readonly lists: PermissionLists;
  readonly restrictions: Restrictions;
  readonly copies: Copies;
  readonly records: Records;
  readonly delivery: Delivery;
}

/**
 * The network at work: moves each open inquiry by one step, in one transaction a step, so that a kill at any
 * instant leaves it before the step or after it. Nothing is remembered outside the state.
 */
export class Exchange {
  constructor(
    private readonly parts: Parts,
    private readonly rooms: ExchangeRooms,
  ) {}

  /** Whether anything moved. */
  advance(): boolean {
    this.rooms.lists.distribute();
    const open = this.parts.state
      .prepare<[], { number: string }>(
        "SELECT number FROM inquiry WHERE state IN ('REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED', 'SENT') ORDER BY requested_at, number",
      )
      .all();
    let moved = false;
    for (const { number } of open) moved = this.step(number) || moved;
    return moved;
  }

  moveProvision(row: InquiryRow, event: ProvisionEvent): InquiryRow {
    const next = nextProvisionState(row.provision_state, event);
    if (next === null) throw new TypeError(`${event} does not follow ${row.provision_state}`);
    this.parts.state
      .prepare('UPDATE inquiry SET provision_state = ?, provision_changed_at = ? WHERE number = ?')
      .run(next, this.parts.clock(), row.number);
    return this.row(row.number);
  }

  /** The inquirer learns that nothing is provided, and not why: it could tell who is protected. */
  refuseProvision(row: InquiryRow, event: 'REJECTED' | 'WITHHELD'): InquiryRow {
    this.moveProvision(row, event);
    this.refuse(row, 'NOTHING_PROVIDED', 'NOT_PROVIDED', row.article);
    return this.row(row.number);
  }

  private step(number: string): boolean {
    const name = this.row(number).state;
    this.parts.faults.at(`before ${name}`);
    const moved = this.parts.state.transaction(() => this.move(this.row(number)))();
    this.parts.faults.at(`after ${name}`);
    return moved;
  }

  private move(row: InquiryRow): boolean {
    switch (row.state) {
      case 'REQUESTED':
        return this.checkList(row);
      case 'LIST_CHECKED':
        return this.issuePermit(row);
      case 'PERMIT_RECEIVED':
        return this.send(row);
      case 'SENT':
        return row.provision_state === null ? this.arrive(row) : this.follow(row);
      default:
        return false;
    }
  }

  private checkList(row: InquiryRow): boolean {
    const { provider, inquirer, day } = row;
    const permission = this.rooms.lists.judgeInquiry({ ...requestOf(row), provider, inquirer, day });
    if (!permission.permitted) {
      this.refuse(row, 'LIST_REFUSES', permission.code, permission.article);
      return true;
    }
    this.parts.state
      .prepare('UPDATE inquiry SET article = ?, basis_conflict = ? WHERE number = ?')
      .run(permission.edition.article, Number(permission.procedure.conflict !== null), row.number);
    this.moveInquiry(row, 'LIST_PERMITS');
    return true;
  }

  /** Bound to row, code, provider and items; good once, until `use_by` (R187). It never leaves this server. */
  private issuePermit(row: InquiryRow): boolean {
    const code = this.rooms.persons.ensureCode(row.inquirer, row.link);
    const { row: cited, items } = requestOf(row);
    const now = this.parts.clock();
    this.parts.state
      .prepare('INSERT INTO permit VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
      .run(
        randomBytes(16).toString('base64url'),
        row.number,
        cited,
        code,
        row.provider,
        JSON.stringify(items),
        row.inquirer,
        now + PERMIT_MS,
      );
    this.parts.state
      .prepare('UPDATE inquiry SET route_until = ? WHERE number = ?')
      .run(now + ROUTE_MS, row.number);
    this.moveInquiry(row, 'PERMIT_ISSUED');
    return true;
  }

  private send(row: InquiryRow): boolean {
    const { row: cited, items } = requestOf(row);
    const now = this.parts.clock();
    const { changes } = this.parts.state
      .prepare(
        `UPDATE permit SET used_at = ? WHERE number = ? AND used_at IS NULL AND use_by >= ? AND row = ? AND provider = ? AND items = ?
         AND code = (SELECT code FROM code WHERE institution = ? AND link = ?)`,
      )
      .run(now, row.number, now, cited, row.provider, JSON.stringify(items), row.inquirer, row.link);
    if (changes !== 1) {
      this.moveInquiry(row, 'PERMIT_EXPIRES');
      return true;
    }
    this.moveInquiry(row, 'PERMIT_USED');
    this.rooms.records.sent(row);
    return true;
  }

  /** At the provider: its own check by its own list (R200), then whether it answers by itself. */
  private arrive(row: InquiryRow): boolean {
    this.parts.state
      .prepare('UPDATE inquiry SET received_at = ? WHERE number = ?')
      .run(this.parts.clock(), row.number);
    this.rooms.records.arrived(row);
    const { provider, inquirer, day } = row;
    const request = requestOf(row);
    const permission = this.rooms.lists.judgeProvision({ ...request, provider, inquirer, day });
    if (permission?.permitted !== true) {
      this.moveProvision(row, 'WITHHELD');
      this.refuse(
        row,
        'NOTHING_PROVIDED',
        permission === null ? 'LIST_VERSION' : permission.code,
        row.article,
      );
      return true;
    }
    const known = this.rooms.persons.integratedOf(provider, row.link) !== null;
    if (!known || this.isEmpty(row)) {
      this.refuseProvision(row, 'WITHHELD');
      return true;
    }
    const holds = this.rooms.restrictions.holdsOf(provider, row.link, request.items);
    this.parts.state
      .prepare('UPDATE inquiry SET holds = ? WHERE number = ?')
      .run(JSON.stringify(holds), row.number);
    if (holds.length > 0) this.moveProvision(row, 'HELD');
    else this.provide(this.row(row.number));
    return true;
  }

  /** Waits for a section head, or for the end of the way back. */
  private follow(row: InquiryRow): boolean {
    const now = this.parts.clock();
    const sent = row.provision_state === 'SENT';
    if (sent && this.rooms.delivery.release(row, () => this.arriveBack(row))) return true;
    if (now > (row.route_until ?? 0)) {
      if (!sent) this.moveProvision(row, 'PERMIT_EXPIRES');
      this.moveInquiry(row, 'PERMIT_EXPIRES');
      return true;
    }
    if (row.provision_state !== 'APPROVED') return false;
    if (this.isEmpty(row)) {
      this.refuseProvision(row, 'WITHHELD');
      return true;
    }
    const { contentHash } = this.rooms.copies.contentFor(row.provider, row.link, requestOf(row));
    const stands = now <= (row.approval_expires ?? 0) && contentHash === row.approved_hash;
    if (stands) this.provide(row);
    else this.moveProvision(row, 'APPROVAL_LAPSES');
    return true;
  }

  private isEmpty(row: InquiryRow): boolean {
    return this.rooms.copies.contentFor(row.provider, row.link, requestOf(row)).content.copies.length === 0;
  }

  /** The answer goes where the permit says, to nobody that a caller names (R201). */
  private provide(row: InquiryRow): void {
    this.moveProvision(row, 'PROVIDED');
    this.rooms.records.provided(row);
    if (this.rooms.delivery.send(row, this.answerTo(row))) this.arriveBack(row);
  }

  private arriveBack(row: InquiryRow): void {
    this.moveInquiry(row, 'ANSWER_ARRIVES');
  }

  private answerTo(row: InquiryRow): SignedAnswer {
    const request = requestOf(row);
    const { content, contentHash } = this.rooms.copies.contentFor(row.provider, row.link, request);
    const permit = this.parts.state
      .prepare<[string], { route: string }>('SELECT route FROM permit WHERE number = ?')
      .get(row.number);
    return {
      ...{
        processingNumber: row.number,
        requestId: row.request_id,
        inquirer: permit?.route ?? '',
        provider: row.provider,
      },
      ...{
        row: request.row,
        items: request.items,
        subject: request.subject,
        conditionHash: row.condition_hash,
      },
      ...{ answeredAt: isoInstant(this.parts.clock()), content, contentHash },
    };
  }

  private refuse(row: InquiryRow, event: InquiryEvent, code: RefusalCode, article: string | null): void {
    const refusal: Refusal = { code, row: requestOf(row).row, article };
    this.parts.state
      .prepare('UPDATE inquiry SET refusal = ? WHERE number = ?')
      .run(JSON.stringify(refusal), row.number);
    this.moveInquiry(row, event);
  }

  private moveInquiry(row: InquiryRow, event: InquiryEvent): void {
    const next = nextInquiryState(row.state, event);
    if (next === null) throw new TypeError(`${event} does not follow ${row.state}`);
    this.parts.state
      .prepare('UPDATE inquiry SET state = ?, changed_at = ? WHERE number = ?')
      .run(next, this.parts.clock(), row.number);
  }

  private row(number: string): InquiryRow {
    const row = this.parts.state
      .prepare<[string], InquiryRow>('SELECT * FROM inquiry WHERE number = ?')
      .get(number);
    if (row === undefined) throw new TypeError('There is no such inquiry');
    return row;
  }
}
