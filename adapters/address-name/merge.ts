import type { EntityManager } from 'typeorm';
import { isIndividualNumber } from '../../src/individual-number/check-digit.js';
import type { AdapterCall, AdapterOptions } from '../adapter.js';
import type { Row } from '../database.js';
import { toEraLetters } from '../legacy/era.js';
import { LegacyWriter } from '../legacy-writer.js';
import { HEALTH, REGISTRY } from './codes.js';
import { PERSON, SYSTEM_NUMBER } from './entities.js';
import type { MergeVerdict, NumberMerger } from './model.js';

const ALIVE = '0';
const MERGED = '1';
const CURRENT = '1';
const OLD = '0';

/** 統合: all numbers of one row of T_TOGO_ATENA go over to another, and the row is marked as merged. */
export class AddressNameMerger implements NumberMerger {
  private readonly writer: LegacyWriter;

  constructor(private readonly options: AdapterOptions) {
    this.writer = new LegacyWriter('ADDRESS_NAME', options, [PERSON, SYSTEM_NUMBER]);
  }

  /** Compares the individual numbers here, and tells nothing of them but whether they part two persons. */
  judge(from: string, into: string, { signal }: AdapterCall): Promise<MergeVerdict> {
    return this.writer.transact(async (manager) => {
      const [first, second] = [await this.rowOf(manager, from), await this.rowOf(manager, into)];
      if (first === null) return 'FROM_UNKNOWN';
      if (second === null) return 'INTO_UNKNOWN';
      if (first === second) return 'MERGED';
      const [own, other] = [await numberOf(manager, first), await numberOf(manager, second)];
      return own !== null && other !== null && own !== other ? 'TWO_PERSONS' : 'MERGEABLE';
    }, signal);
  }

  merge(from: string, into: string, on: string, { signal }: AdapterCall): Promise<void> {
    return this.writer.transact(async (manager) => {
      const [first, second] = [await this.rowOf(manager, from), await this.rowOf(manager, into)];
      if (first === null || second === null || first === second) return;
      const changedOn = toEraLetters(on);
      const where = { togoNumber: first };
      const isKnownToHealth = await manager.existsBy<Row>(SYSTEM_NUMBER.name, {
        togoNumber: second,
        business: HEALTH,
        current: CURRENT,
      });
      await manager.update(SYSTEM_NUMBER.name, { ...where, business: REGISTRY }, { current: OLD, changedOn });
      // Where health management knows the person under the old row alone, its number stays the current one.
      if (isKnownToHealth)
        await manager.update(SYSTEM_NUMBER.name, { ...where, business: HEALTH }, { current: OLD, changedOn });
      await manager.update(SYSTEM_NUMBER.name, where, { togoNumber: second });
      const number = await numberOf(manager, first);
      if (number !== null && (await numberOf(manager, second)) === null)
        await manager.update(PERSON.name, { togoNumber: second }, { individualNumber: number });
      await manager.update(PERSON.name, where, { merged: MERGED });
    }, signal);
  }

  close(): Promise<void> {
    return this.writer.close();
  }

  /** The row behind a number of the registry; null where there is none, or it is another body's (R003). */
  private async rowOf(manager: EntityManager, number: string): Promise<string | null> {
    const known = await manager.findOneBy<Row>(SYSTEM_NUMBER.name, { business: REGISTRY, number });
    const togoNumber = known?.['togoNumber'];
    if (typeof togoNumber !== 'string') return null;
    const { municipality } = this.options;
    const isOurs = await manager.existsBy<Row>(PERSON.name, { togoNumber, municipality, merged: ALIVE });
    return isOurs ? togoNumber : null;
  }
}

/** null: none, or what stands there is none. */
async function numberOf(manager: EntityManager, togoNumber: string): Promise<string | null> {
  const row = await manager.findOneBy<Row>(PERSON.name, { togoNumber });
  const text = row?.['individualNumber'];
  return typeof text === 'string' && isIndividualNumber(text.trim()) ? text.trim() : null;
}
