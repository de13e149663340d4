import type { EntityManager } from 'typeorm';
import { SourceError } from '../../src/errors/source-error.js';
import { isIndividualNumber } from '../../src/individual-number/check-digit.js';
import type { AdapterCall, AdapterOptions } from '../adapter.js';
import type { Row } from '../database.js';
import { toEraLetters } from '../legacy/era.js';
import { LegacyWriter } from '../legacy-writer.js';
import { HEALTH, REGISTRY } from './codes.js';
import { PERSON, SYSTEM_NUMBER } from './entities.js';
import { PersonMapper } from './mapper.js';
import type { MergeVerdict, NumberMerger } from './model.js';

const MERGED = '1';
const CURRENT = '1';
const OLD = '0';

/** 統合: all numbers of one row of T_TOGO_ATENA go over to another, and the row is marked as merged. */
export class AddressNameMerger implements NumberMerger {
  private readonly writer: LegacyWriter;
  private readonly mapper: PersonMapper;

  constructor(options: AdapterOptions) {
    this.writer = new LegacyWriter('ADDRESS_NAME', options, [PERSON, SYSTEM_NUMBER]);
    this.mapper = new PersonMapper(options);
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
      const [own, other] = [await numberOf(manager, first), await numberOf(manager, second)];
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
      if (own !== null && other === null)
        await manager.update(PERSON.name, { togoNumber: second }, { individualNumber: own });
      await manager.update(PERSON.name, where, { merged: MERGED });
    }, signal);
  }

  close(): Promise<void> {
    return this.writer.close();
  }

  /**
   * The row behind a number of the registry; null where there is none, or it is another body's (R003). Throws where it
   * cannot be read.
   */
  private async rowOf(manager: EntityManager, number: string): Promise<string | null> {
    const known = await manager.findOneBy<Row>(SYSTEM_NUMBER.name, { business: REGISTRY, number });
    const togoNumber = known?.['togoNumber'];
    if (typeof togoNumber !== 'string') return null;
    const standing = this.mapper.standing((await manager.findOneBy<Row>(PERSON.name, { togoNumber })) ?? {});
    if (standing === 'UNREADABLE') throw new SourceError('ADDRESS_NAME', 'CORRUPT');
    return standing === 'OURS' ? togoNumber : null;
  }
}

/** null: none. Throws where what stands there is none: it may be the same person's or another's, and nobody can say. */
async function numberOf(manager: EntityManager, togoNumber: string): Promise<string | null> {
  const row = await manager.findOneBy<Row>(PERSON.name, { togoNumber });
  const text = row?.['individualNumber'];
  if (text === null || text === undefined || (typeof text === 'string' && text.trim() === '')) return null;
  if (typeof text === 'string' && isIndividualNumber(text.trim())) return text.trim();
  throw new SourceError('ADDRESS_NAME', 'CORRUPT');
}
