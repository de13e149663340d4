import { In, IsNull, type DataSource, type EntityManager } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { ActRow } from '../acts/act-row.js';
import { RoomStore } from '../acts/room-store.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { REVIEW_MIGRATIONS } from './review-migrations.js';
import type { PartRow, ReviewWrite, SignatureRow, SignedFindingRow, VerdictRow } from './review-rows.js';
import {
  ACT_TABLE,
  PART_TABLE,
  REVIEW_TABLES,
  SIGNATURE_TABLE,
  SIGNED_FINDING_TABLE,
  VERDICT_TABLE,
} from './review-tables.js';
import { isFinal, isSignedAlready } from './review-terms.js';
import type { ReviewFault } from './review-texts.js';

const STORE = { log: 'review store', ja: '定期点検', en: 'the periodic review' };
const asFault = (error: unknown): Error => (error instanceof ActConflict ? error : storeFault(error, STORE));
/** Keys in one statement: SQL Server takes 2,100 parameters. */
const KEYS_AT_ONCE = 1_000;
/** Characters in one row. */
const PART = 4_000;

/** Verdicts on findings, and reviews as they were signed. Rejects with SOURCE_UNAVAILABLE. */
export class ReviewStore extends RoomStore<ReviewWrite> {
  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<ReviewStore> {
    const room = { tables: REVIEW_TABLES, migrations: REVIEW_MIGRATIONS };
    return new ReviewStore(await openStore(address, { ...room, asFault }));
  }

  /** The newest verdict on each of these findings. */
  async verdictsOn(findings: readonly string[]): Promise<ReadonlyMap<string, VerdictRow>> {
    const rows = await this.inParts(findings, (part) =>
      this.source.manager.find<VerdictRow>(VERDICT_TABLE.name, {
        where: { finding: In([...part]) },
        order: { at: 'ASC', id: 'ASC' },
      }),
    );
    return new Map(rows.map((row) => [row.finding, row]));
  }

  verdictOfAct(id: string): Promise<VerdictRow | null> {
    return this.alone(() => this.source.manager.findOneBy<VerdictRow>(VERDICT_TABLE.name, { id }));
  }

  signatureOfAct(id: string): Promise<SignatureRow | null> {
    return this.alone(() => this.source.manager.findOneBy<SignatureRow>(SIGNATURE_TABLE.name, { id }));
  }

  /** Which of these findings stand in a review that was signed. */
  async signedAmong(findings: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.inParts(findings, (part) =>
      this.source.manager.findBy<SignedFindingRow>(SIGNED_FINDING_TABLE.name, { finding: In([...part]) }),
    );
    return new Set(rows.map(({ finding }) => finding));
  }

  signaturesOf(from: string, to: string): Promise<readonly SignatureRow[]> {
    return this.alone(() => this.source.manager.findBy<SignatureRow>(SIGNATURE_TABLE.name, { from, to }));
  }

  /** The report as it was signed; null where there is none under this id. */
  async textOf(signature: string): Promise<string | null> {
    const parts = await this.alone(() =>
      this.source.manager.find<PartRow>(PART_TABLE.name, {
        where: { signature },
        order: { position: 'ASC' },
      }),
    );
    return parts.length === 0 ? null : parts.map(({ text }) => text).join('');
  }

  /** The REVIEW is sealed. */
  async sealed(id: string, record: string): Promise<void> {
    await this.alone(() =>
      this.source.manager.update(SIGNATURE_TABLE.name, { id, record: IsNull() }, { record }),
    );
  }

  /**
   * Takes the key's place and writes what the act is, in one transaction. Rejects with `ActConflict` where what it
   * is about was signed meanwhile.
   */
  begin(act: ActRow, write: ReviewWrite | null): Promise<boolean> {
    return this.alone(() => this.acts.take(act, (manager) => writeTo(manager, write)));
  }

  private async inParts<Found>(
    keys: readonly string[],
    read: (part: readonly string[]) => Promise<readonly Found[]>,
  ): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (let at = 0; at < keys.length; at += KEYS_AT_ONCE)
      found.push(...(await this.alone(() => read(keys.slice(at, at + KEYS_AT_ONCE)))));
    return found;
  }
}

function newestOn(finding: string, manager: EntityManager): Promise<VerdictRow | null> {
  return manager.findOne<VerdictRow>(VERDICT_TABLE.name, {
    where: { finding },
    order: { at: 'DESC', id: 'DESC' },
  });
}

async function writeTo(manager: EntityManager, write: ReviewWrite | null): Promise<void> {
  if (write?.is === 'VERDICT') {
    const { finding } = write.row;
    const isSigned = await manager.existsBy<SignedFindingRow>(SIGNED_FINDING_TABLE.name, { finding });
    if (isSigned && isFinal(await newestOn(finding, manager)))
      throw new ActConflict<ReviewFault['code']>('REVIEW_SIGNED');
    await manager.insert(VERDICT_TABLE.name, { ...write.row });
  }
  if (write?.is !== 'SIGNATURE') return;
  const { row, text, findings } = write;
  const { id, from, to } = row;
  const signed = await manager.findBy<SignatureRow>(SIGNATURE_TABLE.name, { from, to });
  if (isSignedAlready(signed, row)) throw new ActConflict<ReviewFault['code']>('ALREADY_SIGNED');
  await manager.insert(SIGNATURE_TABLE.name, { ...row });
  for (let at = 0; at * PART < text.length; at += 1) {
    const part: PartRow = {
      ...{ id: `${id}/${at}`, signature: id, position: at },
      text: text.slice(at * PART, (at + 1) * PART),
    };
    await manager.insert(PART_TABLE.name, { ...part });
  }
  for (const finding of findings)
    if (!(await manager.existsBy<SignedFindingRow>(SIGNED_FINDING_TABLE.name, { finding })))
      await manager.insert(SIGNED_FINDING_TABLE.name, { finding, signature: id });
}
