import type { ExchangeRecord } from '../../adapters/intermediate-server/protocol/records.js';
import { MUNICIPALITY } from '../about.js';
import type { Subject } from '../guard/subject.js';
import { citationOn, hasBasisConflict } from '../policy/permission.js';
import type { Caller } from './caller.js';
import type { LinkageAccess } from './linkage-access.js';
import { readOfPersons } from './read-of-persons.js';
import type { ExchangeRecordView } from './views.js';

/** 情報提供等記録 (番号法23条) of a person, for staff and for the person. */
export class ExchangeRecords implements Pick<LinkageAccess, 'recordsOf' | 'extractOf'> {
  constructor(private readonly caller: Caller) {}

  async recordsOf(persons: readonly Subject[]): Promise<readonly (readonly ExchangeRecordView[] | Error)[]> {
    const { exchange } = this.caller.parts;
    const records = await readOfPersons(this.caller, persons, (keys, call) =>
      exchange.parts.server.records(keys, call),
    );
    // Those on the other side are named, where there is anybody to name.
    if (records.some((own) => !(own instanceof Error) && own.length > 0))
      await exchange.bodies(this.caller.reading);
    return records.map((own) => (own instanceof Error ? own : own.map((record) => this.view(record))));
  }

  /**
   * Hidden entries leave no mark. Of a person under support measures nothing is shown, nor of whoever lives with one,
   * for the body that asked tells where they lived (R196); of somebody the registry does not have as the city's own
   * (any more) nobody can say that they are not protected.
   */
  async extractOf(person: Subject): Promise<readonly ExchangeRecordView[]> {
    const facts = await this.caller.parts.persons.of(person.atenaNumber);
    const [records = []] = await this.recordsOf([person]);
    if (records instanceof Error) throw records;
    if (facts?.municipality !== MUNICIPALITY || facts.underSupportMeasures || facts.sharesHome) return [];
    return records.filter(({ hidden }) => !hidden);
  }

  private view({ processingNumber: id, counterpart, items, ...record }: ExchangeRecord): ExchangeRecordView {
    const { side, row, article, lawDay, requestedAt, providedAt, hidden, keepUntil } = record;
    const { exchange, policy } = this.caller.parts;
    return {
      ...{ id, side, row, article, requestedAt, providedAt, hidden, keepUntil },
      citation: citationOn(policy.permissions, row, lawDay),
      basisConflict: hasBasisConflict(policy.permissions, row),
      counterpart: exchange.body(counterpart),
      items: this.caller.items(items),
    };
  }
}
