import { canonicalHash } from '../../json/canonical.js';
import type {
  CopyRecord,
  ProvisionContent,
  StoredCopy,
} from '../../../adapters/intermediate-server/protocol/copies.js';
import type { InquiryRequest } from '../../../adapters/intermediate-server/protocol/inquiries.js';
import type { RequestOf, ResponseOf } from '../../../adapters/intermediate-server/protocol/messages.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { Parts } from './parts.js';
import type { PermissionLists } from './permission-lists.js';
import type { Persons } from './persons.js';
import type { Restrictions } from './restrictions.js';

/** 副本: registered beforehand by their owner; what is answered comes from them and never from an original. */
export class Copies {
  private readonly persons: Persons;
  private readonly lists: PermissionLists;
  private readonly restrictions: Restrictions;
  private readonly acts: IdempotentActs;

  constructor(
    private readonly parts: Parts,
    rooms: {
      readonly persons: Persons;
      readonly lists: PermissionLists;
      readonly restrictions: Restrictions;
      readonly acts: IdempotentActs;
    },
  ) {
    ({ persons: this.persons, lists: this.lists, restrictions: this.restrictions, acts: this.acts } = rooms);
  }

  /**
   * All of a person's item at once: those registered before are replaced. Only fields that the list knows (R141).
   */
  register(caller: Caller, request: RequestOf<'DBM01'>): ResponseOf<'DBM01'> {
    return this.acts.once(caller, 'DBM01', request, () => {
      const refused: ResponseOf<'DBM01'>['refused'] = [];
      let registered = 0;
      request.persons.forEach(({ subject, item, copies }, index) => {
        const link = this.persons.findLink(caller.institution, subject);
        const reason = link === null ? 'UNKNOWN_PERSON' : this.faultOf(caller.institution, item, copies);
        if (link === null || reason !== null) {
          refused.push({ index, reason: reason ?? 'UNKNOWN_PERSON' });
          return;
        }
        this.persons.ensureCode(caller.institution, link);
        this.replace(caller, { link, item }, copies);
        registered += 1;
      });
      return { registered, refused };
    });
  }

  list({ institution }: Caller, { subjects }: RequestOf<'DBM02'>): ResponseOf<'DBM02'> {
    const known = this.persons.known(institution, subjects);
    return {
      copies: known.flatMap(({ subject, link }) =>
        this.stored(institution, link, null).map(({ values: _values, ...copy }) => ({ ...copy, subject })),
      ),
    };
  }

  /** What would be handed over now, exactly. An item under 不開示, or without a valid copy, is not in it. */
  contentFor(provider: string, link: number, { items, condition }: InquiryRequest): ProvisionContent {
    const today = this.parts.today();
    const copies: StoredCopy[] = [];
    const withheld: ProvisionContent['withheld'] = [];
    const restrictions = this.restrictions.of(provider, link);
    for (const item of items) {
      const all = this.stored(provider, link, item);
      const valid = all.filter(
        ({ validFrom, validTo }) => validFrom <= today && today <= (validTo ?? '9999-12-31'),
      );
      if (restrictions.some((one) => one.item === item && one.nonDisclosure))
        withheld.push({ item, reason: 'NON_DISCLOSURE' });
      else if (all.length === 0) withheld.push({ item, reason: 'NO_COPY' });
      else if (valid.length === 0) withheld.push({ item, reason: 'COPY_NOT_VALID' });
      else copies.push(...valid.filter((copy) => isWithin(copy, condition)));
    }
    const content = { copies: copies.map(({ registeredBy: _registeredBy, ...copy }) => copy) };
    const registeredBy = [...new Set(copies.map((copy) => copy.registeredBy))].sort();
    return {
      content,
      registeredBy,
      withheld,
      contentHash: canonicalHash(content),
      listVersion: this.lists.versionAt(provider),
    };
  }

  replace(
    { institution, staff }: Caller,
    { link, item }: { readonly link: number; readonly item: string },
    copies: readonly CopyRecord[],
  ): void {
    const { state, clock } = this.parts;
    state
      .prepare('DELETE FROM copy WHERE institution = ? AND link = ? AND item = ?')
      .run(institution, link, item);
    const insert = state.prepare('INSERT INTO copy VALUES (?, ?, ?, ?, ?)');
    copies.forEach((copy, place) => {
      const stored: StoredCopy = { ...copy, refreshedAt: isoInstant(clock()), registeredBy: staff };
      insert.run(institution, link, item, place, JSON.stringify(stored));
    });
  }

  private faultOf(
    institution: string,
    item: string,
    copies: readonly CopyRecord[],
  ): 'NOT_OUR_ITEM' | 'FIELD_NOT_ALLOWED' | null {
    const listed = this.lists.itemOf(institution, item);
    if (listed === null || copies.some((copy) => copy.item !== item)) return 'NOT_OUR_ITEM';
    const fields = new Set(listed.fields);
    return copies.every(({ values }) => values.every(({ name }) => fields.has(name)))
      ? null
      : 'FIELD_NOT_ALLOWED';
  }

  private stored(institution: string, link: number, item: string | null): readonly StoredCopy[] {
    return this.parts.state
      .prepare<[string, number, string | null, string | null], { copy: string }>(
        'SELECT copy FROM copy WHERE institution = ? AND link = ? AND (? IS NULL OR item = ?) ORDER BY item, place',
      )
      .all(institution, link, item, item)
      .map(({ copy }) => JSON.parse(copy) as StoredCopy);
  }
}

function isWithin({ factDay }: StoredCopy, condition: InquiryRequest['condition']): boolean {
  return (
    condition.kind === 'ALL' || factDay === null || (condition.from <= factDay && factDay <= condition.to)
  );
}
