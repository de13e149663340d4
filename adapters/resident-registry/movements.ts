import type { EntityManager } from 'typeorm';
import { SourceError } from '../../src/errors/source-error.js';
import { select, type LegacyDatabase, type Row } from '../database.js';
import { LegacyWriter, Undone } from '../legacy-writer.js';
import { kanaSearchKey } from '../legacy/kana.js';
import { compactDate } from '../legacy/legacy-date.js';
import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { INTAKE_KINDS, codeOf, SEXES, STATUSES } from './codes.js';
import { INTAKE, MOVEMENT, RESIDENT } from './entities.js';
import type {
  IntakeKind,
  MovementBook,
  MovementFacts,
  MovementQuestion,
  MovementWrite,
  PersonChange,
  RegistryChange,
  TakenIn,
} from './model.js';
import { changeOf, lastPosition, readFacts, takenIn } from './movement-facts.js';

const NO_END = '99999999';
const NOTHING = '00000000';

/** 異動 in JUKI_KIHON, JUKI_IDO and JUKI_RENKEI. */
export class RegistryMovements implements MovementBook {
  private readonly writer: LegacyWriter;

  constructor(
    private readonly options: AdapterOptions,
    private readonly database: LegacyDatabase,
  ) {
    this.writer = new LegacyWriter('RESIDENT_REGISTRY', options, [RESIDENT, MOVEMENT, INTAKE]);
  }

  loadFacts(question: MovementQuestion, { signal }: AdapterCall): Promise<MovementFacts> {
    return this.writer.transact((manager) => readFacts(manager, this.options.municipality, question), signal);
  }

  async apply(write: MovementWrite, { signal }: AdapterCall): Promise<'APPLIED' | 'STALE' | 'KNOWN'> {
    const { id, after } = write;
    try {
      await this.writer.transact((manager) => this.write(manager, write), signal);
      return 'APPLIED';
    } catch (error) {
      const isUndone = error instanceof Undone;
      if (!isUndone && !(error instanceof SourceError && error.kind === 'FAILED')) throw error;
      // A place that is taken, or a row that is no longer as it was: what is there tells them apart.
      const [taken, last] = await this.writer.transact(
        async (manager) => [await takenIn(manager, id), await lastPosition(manager)] as const,
        signal,
      );
      if (taken !== null) return 'KNOWN';
      if (isUndone || last > after) return 'STALE';
      throw error;
    }
  }

  async settle(id: string, { signal }: AdapterCall): Promise<TakenIn> {
    for (let left = TRIES; ; left -= 1) {
      try {
        return await this.writer.transact(async (manager) => {
          const taken = await takenIn(manager, id);
          if (taken !== null) return taken;
          const position = (await lastPosition(manager)) + 1;
          await take(manager, { id, kind: 'VOID', position });
          return { position, kind: 'VOID' };
        }, signal);
      } catch (error) {
        // Another writer has taken the place.
        if (left === 0 || !(error instanceof SourceError) || error.kind !== 'FAILED') throw error;
      }
    }
  }

  async changesAfter(
    position: number,
    most: number,
    { signal }: AdapterCall,
  ): Promise<readonly RegistryChange[]> {
    const query = select(await this.database.from(INTAKE, 'i', signal), 'i', [
      ...(['position', 'kind', 'movementNumber', 'atenaNumber', 'reason'] as const),
      ...(['effectiveOn', 'mergedInto'] as const),
    ])
      .where('i.position > :position AND i.kind <> :void', {
        position: this.database.value(INTAKE.columns.position, position),
        void: this.database.value(INTAKE.columns.kind, codeOf<IntakeKind>(INTAKE_KINDS, 'VOID')),
      })
      .orderBy('i.position', 'ASC')
      .limit(most);
    const rows = await this.database.rows(query, signal);
    return rows.map(changeOf).filter((change) => change !== null);
  }

  lastPosition({ signal }: AdapterCall): Promise<number> {
    return this.writer.transact(lastPosition, signal);
  }

  close(): Promise<void> {
    return this.writer.close();
  }

  private async write(manager: EntityManager, write: MovementWrite): Promise<void> {
    const { id, kind, after, atenaNumber, reason, effectiveOn, mergedInto, enters, changes, person } = write;
    // First, for it locks the order: whatever was judged by an older one fails here.
    const last = await lastPosition(manager);
    if (last !== after) throw new Undone();
    const movementNumber = enters === null ? (changes?.movementNumber ?? null) : await nextMovement(manager);
    await take(manager, {
      ...{ id, kind, position: after + 1, movementNumber, atenaNumber, reason },
      ...{ effectiveOn: compactDate(effectiveOn), mergedInto },
    });
    if (enters !== null) {
      const { day, notified, otherMunicipality, planned, confirmed } = enters;
      await manager.insert(MOVEMENT.name, {
        ...{ movementNumber, atenaNumber, reason, otherMunicipality, cancelled: '0' },
        ...{ day: compactDate(day), notified: compactDate(notified) },
        planned: planned && compactDate(planned),
        confirmed: confirmed && compactDate(confirmed),
      });
    }
    if (changes !== null) {
      const { confirmedOn } = changes;
      const becomes = confirmedOn === null ? { cancelled: '1' } : { confirmed: compactDate(confirmedOn) };
      await manager.update(MOVEMENT.name, { movementNumber: changes.movementNumber }, becomes);
    }
    if (person !== null) await this.writePerson(manager, atenaNumber, person);
  }

  private async writePerson(
    manager: EntityManager,
    atenaNumber: string,
    { was, becomes }: NonNullable<MovementWrite['person']>,
  ): Promise<void> {
    const columns = columnsOf(becomes);
    if (was === null) {
      const { municipality } = this.options;
      await manager.insert(RESIDENT.name, { ...NEW_ROW, atenaNumber, municipality, ...columns });
      return;
    }
    const status = codeOf(STATUSES, was);
    const { affected } = await manager.update(RESIDENT.name, { atenaNumber, status }, columns);
    if (affected !== 1) throw new Undone();
  }
}

const TRIES = 20;

const NEW_ROW = {
  ...{ alias: null, roman: null, former: null, preferredName: '1', birthUnknown: '0', birthDisplay: null },
  ...{ residentFrom: NOTHING, residentTo: NO_END, addressExtra: null, nationality: null },
};

async function take(manager: EntityManager, row: { readonly kind: IntakeKind; readonly id: string } & Row) {
  await manager.insert(INTAKE.name, { ...row, kind: codeOf(INTAKE_KINDS, row.kind) });
}

async function nextMovement(manager: EntityManager): Promise<number> {
  const newest = await manager.maximum<{ movementNumber: number }>(MOVEMENT.name, 'movementNumber');
  return (newest ?? 0) + 1;
}

function columnsOf(change: PersonChange): Record<string, string | null> {
  const { status, residentFrom, residentTo, name, birthDate, sex, nationality, address, household } = change;
  return {
    ...(status !== undefined && { status: codeOf(STATUSES, status) }),
    ...(residentFrom !== undefined && { residentFrom: compactDate(residentFrom) }),
    ...(residentTo !== undefined && { residentTo: residentTo === null ? NO_END : compactDate(residentTo) }),
    ...(name !== undefined && { ...name, searchKana: kanaSearchKey(name.kana) }),
    ...(birthDate !== undefined && { birth: compactDate(birthDate) }),
    ...(sex !== undefined && { sex: codeOf(SEXES, sex) || ' ' }),
    ...(nationality !== undefined && { nationality }),
    ...(address !== undefined && {
      townCode: address.townCode,
      address: address.written,
      addressExtra: address.extra,
    }),
    ...(household !== undefined && {
      householdNumber: household.number.padEnd(RESIDENT.columns.householdNumber.length ?? 0),
      relationship: household.relationship,
    }),
  };
}
