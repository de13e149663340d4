import type { RequestOf, ResponseOf } from '../../../adapters/intermediate-server/protocol/messages.js';
import type { ExchangeRecord } from '../../../adapters/intermediate-server/protocol/records.js';
import { requestOf, type InquiryRow } from './inquiry-row.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { Parts } from './parts.js';
import type { Persons } from './persons.js';
import type { Restrictions } from './restrictions.js';

interface Row {
  readonly number: string;
  readonly side: ExchangeRecord['side'];
  readonly counterpart: string;
  readonly row: string;
  readonly article: string | null;
  readonly items: string;
  readonly day: string;
  readonly requested_at: number;
  readonly provided_at: number | null;
  readonly hidden: 0 | 1;
  readonly keep_until: string;
}

/** 番号法23条の期間. */
const KEPT_YEARS = 7;

/**
 * 情報提供等記録: each exchange at both ends, with what article 23 asks for. Written with the step that it
 * tells of.
 */
export class Records {
  constructor(
    private readonly parts: Parts,
    private readonly persons: Persons,
    private readonly restrictions: Restrictions,
  ) {}

  /** The inquiry has left its inquirer. */
  sent(inquiry: InquiryRow): void {
    this.write(inquiry, {
      institution: inquiry.inquirer,
      side: 'INQUIRER',
      counterpart: inquiry.provider,
      hidden: requestOf(inquiry).hidden,
    });
  }

  /** It has come to its provider. Whoever is hidden there is hidden in the record, too: it tells who asked. */
  arrived(inquiry: InquiryRow): void {
    const items = new Set(requestOf(inquiry).items);
    const hidden = this.restrictions
      .of(inquiry.provider, inquiry.link)
      .some(({ item, nonDisclosure }) => nonDisclosure && items.has(item));
    this.write(inquiry, {
      institution: inquiry.provider,
      side: 'PROVIDER',
      counterpart: inquiry.inquirer,
      hidden,
    });
  }

  provided({ number }: InquiryRow): void {
    this.parts.state
      .prepare('UPDATE record SET provided_at = ? WHERE number = ?')
      .run(this.parts.clock(), number);
  }

  list({ institution }: Caller, { subjects }: RequestOf<'TKM01'>): ResponseOf<'TKM01'> {
    const known = this.persons.known(institution, subjects);
    return {
      records: known.flatMap(({ subject, link }) =>
        this.of(institution, link).map((record) => ({ ...record, subject })),
      ),
    };
  }

  /** Hidden is what was hidden then, and what is hidden now. */
  private of(institution: string, link: number): readonly ExchangeRecord[] {
    const nowHidden = new Set(
      this.restrictions
        .of(institution, link)
        .flatMap(({ item, nonDisclosure }) => (nonDisclosure ? [item] : [])),
    );
    const rows = this.parts.state
      .prepare<[string, number], Row>(
        'SELECT * FROM record WHERE institution = ? AND link = ? ORDER BY requested_at, number',
      )
      .all(institution, link);
    return rows.map((row) => {
      const items = JSON.parse(row.items) as string[];
      return {
        processingNumber: row.number,
        ...{
          side: row.side,
          counterpart: row.counterpart,
          row: row.row,
          article: row.article,
          items,
          lawDay: row.day,
        },
        requestedAt: isoInstant(row.requested_at),
        providedAt: row.provided_at === null ? null : isoInstant(row.provided_at),
        hidden: row.hidden === 1 || items.some((item) => nowHidden.has(item)),
        keepUntil: row.keep_until,
      };
    });
  }

  private write(
    inquiry: InquiryRow,
    own: { institution: string; side: ExchangeRecord['side']; counterpart: string; hidden: boolean },
  ): void {
    const { row, items } = requestOf(inquiry);
    const { number, article, link, requested_at: requested, day } = inquiry;
    const keepUntil = `${Number(day.slice(0, 4)) + KEPT_YEARS}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
    this.parts.state
      .prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)')
      .run(
        own.institution,
        number,
        own.side,
        own.counterpart,
        row,
        article,
        JSON.stringify(items),
        link,
        day,
        requested,
        Number(own.hidden),
        keepUntil,
      );
  }
}
