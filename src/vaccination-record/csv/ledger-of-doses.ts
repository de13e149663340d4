import { NamedBy } from '../../acts/named-by.js';
import type { RecordAccess, RecordInput, RecordResult } from '../../immunization-records/record-access.js';
import { SourceError } from '../../errors/source-error.js';
import { healthNumbersOf, readKeys, tried } from '../../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../../sources/sources.js';
import { contentOfDose, VACCINE } from './content-of-dose.js';
import type { StagedDose } from './staged-dose.js';
import { aside, cameTo, type Came } from './taken-state.js';

export interface LedgerParts {
  readonly desk: Pick<RecordAccess, 'record'>;
  readonly sources: Pick<Sources, 'ask'> & {
    readonly health: Pick<Sources['health'], 'loadLedger' | 'loadCouponHolders'>;
    readonly address: Pick<Sources['address'], 'loadByHealthNumber' | 'loadMany'>;
  };
  /** What closes this person (宛名番号) to whoever runs it; null: nothing. */
  readonly closedFor: (atenaNumber: string) => Promise<Error | null>;
  /** 全国地方公共団体コード of the city. */
  readonly municipality: string;
  readonly signal: AbortSignal;
}

/** Not for whoever runs it; also where the row that says whose it is cannot be read. */
const CLOSED: Came = { state: 'CLOSED', codes: ['CLOSED_PERSON'] };

/** The ledger as one staged dose meets it: whose it is, whether it is there, and what the engine makes of it. */
export class LedgerOfDoses {
  constructor(private readonly parts: LedgerParts) {}

  /** null: it cannot be said now. */
  async take(staged: StagedDose, reason: string | null): Promise<Came | null> {
    const person = await this.personOf(staged);
    if (person === null) return aside('UNKNOWN_PERSON');
    if (person instanceof SourceError) return CLOSED;
    if ((await this.parts.closedFor(person)) !== null) return CLOSED;
    const content = contentOfDose(staged);
    if (content === null) return aside('MANUFACTURER');
    const { desk, municipality } = this.parts;
    const origin = staged.givenIn === municipality ? 'HERE' : 'ELSEWHERE';
    const record = (validateOnly: boolean, despite?: RecordInput['despite']): Promise<RecordResult> =>
      desk.record({
        ...{ idempotencyKey: `vrs-import-${staged.id}`, validateOnly, content },
        // Named by the file: the person may have got another number since.
        ...{ atenaNumber: person, namedBy: NamedBy.person({ atenaNumber: staged.person ?? staged.coupon }) },
        ...{ way: 'VRS_IMPORT', origin, evidence: origin === 'HERE' ? null : 'OFFICIAL_RECORD' },
        ...{ coupon: staged.coupon, reason, ...(despite !== undefined && { despite }) },
      });
    // With a reason the engine would take a second one of the same dose, as it does for a clerk who sees both.
    const asked = await record(reason !== null);
    if (await this.isKnown(asked, staged, person)) return { state: 'KNOWN', codes: [] };
    if (reason === null || asked.faults.length > 0) return cameTo(asked);
    // The reason is for what was seen: somebody else may enter the dose meanwhile.
    const done = await record(
      false,
      asked.warnings.map(({ code }) => code),
    );
    return (await this.isKnown(done, staged, person)) ? { state: 'KNOWN', codes: [] } : cameTo(done);
  }

  /** Whether what stops the dose, or asks for a look, is that the ledger has it. */
  private async isKnown(
    { change, faults, warnings }: RecordResult,
    staged: StagedDose,
    person: string,
  ): Promise<boolean> {
    const isTwice = warnings.some(({ code }) => code === 'DUPLICATE');
    const mayStand = isTwice || faults.some(({ code }) => code === 'LOCKED');
    return change === null && mayStand && (await this.stands(staged, person));
  }

  /** Whether the ledger has the same dose of the same day, and it was not withdrawn. */
  private async stands({ dose, day }: StagedDose, atenaNumber: string): Promise<boolean> {
    const { sources, signal } = this.parts;
    const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadMany([atenaNumber], { signal: live, items: NO_ITEMS }),
    );
    const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadLedger(healthNumbersOf(keys), { signal: live, items: NO_ITEMS }),
    );
    return rows.some((row) =>
      row?.some(
        ({ withdrawn, content }) =>
          !withdrawn && content.vaccine === VACCINE && content.dose === dose && content.date === day,
      ),
    );
  }

  /**
   * 宛名番号 of the registry; where the file names nobody, the coupon says whose it is. CORRUPT where nobody can read who
   * that is, or under which numbers their records stand.
   */
  async personOf({ person, coupon }: StagedDose): Promise<string | SourceError | null> {
    const { sources, signal } = this.parts;
    const [number = null] =
      person === null
        ? await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
            sources.health.loadCouponHolders([coupon], { signal: live, items: NO_ITEMS }),
          )
        : [person];
    if (number === null) return null;
    const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByHealthNumber([number], { signal: live, items: NO_ITEMS }),
    );
    return tried(() => (healthNumbersOf(keys).length > 0 ? (readKeys(keys)?.atenaNumber ?? null) : null));
  }
}
