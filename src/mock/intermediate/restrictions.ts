import type { RequestOf, ResponseOf } from '../../../adapters/intermediate-server/protocol/messages.js';
import type { Restriction } from '../../../adapters/intermediate-server/protocol/records.js';
import type { HOLD_REASONS } from '../../../adapters/intermediate-server/protocol/terms.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { Parts } from './parts.js';
import type { PermissionLists } from './permission-lists.js';
import type { Persons } from './persons.js';

interface Row {
  readonly item: string;
  readonly no_automatic: 0 | 1;
  readonly non_disclosure: 0 | 1;
  readonly changed_at: number;
  readonly changed_by: string;
}

export interface Flags {
  /** null: as it is. */
  readonly noAutomaticAnswer: boolean | null;
  readonly nonDisclosure: boolean | null;
}

/** 自動応答不可 and 不開示 of a person's items (R196, R202). An item without a line is automatic and disclosed. */
export class Restrictions {
  constructor(
    private readonly parts: Parts,
    private readonly persons: Persons,
    private readonly lists: PermissionLists,
    private readonly acts: IdempotentActs,
  ) {}

  set(caller: Caller, request: RequestOf<'TKY05'>): ResponseOf<'TKY05'> {
    return this.acts.once(caller, 'TKY05', request, () => {
      const link = this.persons.linkOf(caller.institution, request.subject);
      for (const item of request.items) this.write(caller, { link, item }, request);
      return { restrictions: [...this.of(caller.institution, link)] };
    });
  }

  read({ institution }: Caller, { subjects }: RequestOf<'TKY06'>): ResponseOf<'TKY06'> {
    const known = this.persons.known(institution, subjects);
    return {
      restrictions: known.flatMap(({ subject, link }) =>
        this.of(institution, link).map((one) => ({ ...one, subject })),
      ),
    };
  }

  of(institution: string, link: number): readonly Restriction[] {
    return this.parts.state
      .prepare<[string, number], Row>(
        'SELECT * FROM restriction WHERE institution = ? AND link = ? ORDER BY item',
      )
      .all(institution, link)
      .map((row) => ({
        item: row.item,
        noAutomaticAnswer: row.no_automatic === 1,
        nonDisclosure: row.non_disclosure === 1,
        changedAt: isoInstant(row.changed_at),
        changedBy: row.changed_by,
      }));
  }

  /** Why these items do not answer by themselves; empty where they do. */
  holdsOf(
    institution: string,
    link: number,
    items: readonly string[],
  ): readonly (typeof HOLD_REASONS)[number][] {
    const held = new Set(
      this.of(institution, link).flatMap(({ item, noAutomaticAnswer }) => (noAutomaticAnswer ? [item] : [])),
    );
    if (!items.some((item) => held.has(item))) return [];
    return this.lists.itemsOf(institution).every((item) => held.has(item))
      ? ['PERSON_NOT_AUTOMATIC']
      : ['ITEM_NOT_AUTOMATIC'];
  }

  write(
    { institution, staff }: Caller,
    { link, item }: { readonly link: number; readonly item: string },
    { noAutomaticAnswer, nonDisclosure }: Flags,
  ): void {
    const before = this.of(institution, link).find((one) => one.item === item);
    this.parts.state
      .prepare('INSERT OR REPLACE INTO restriction VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[institution, link, item],
        Number(noAutomaticAnswer ?? before?.noAutomaticAnswer ?? false),
        Number(nonDisclosure ?? before?.nonDisclosure ?? false),
        ...[this.parts.clock(), staff],
      );
  }
}
