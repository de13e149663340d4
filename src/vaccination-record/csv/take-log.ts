import { OWN_ACCOUNT } from '../../about.js';
import { newId } from '../../individual-number/new-id.js';
import { resumeActs } from '../../acts/resume-acts.js';
import { laterThan } from '../../calendar/later-than.js';
import type { Sources } from '../../sources/sources.js';
import type { VrsFacts, VrsLog } from '../vrs-log.js';
import type { VrsStore } from '../vrs-store.js';
import { ACT_TABLE } from '../vrs-tables.js';
import { endBatch, keepBatch, type EndParts } from './batch-end.js';
import { batchFacts, type FileAct } from './file-log.js';
import { PersonsOfLines } from './persons-of-lines.js';
import type { StagedDose } from './staged-dose.js';

export interface TakeLogParts extends EndParts {
  readonly sources: Pick<Sources, 'ask'> & {
    readonly health: Pick<Sources['health'], 'loadCouponHolders'>;
    readonly address: Pick<Sources['address'], 'loadByHealthNumber'>;
  };
  readonly signal: AbortSignal;
}

const LOOKS = ['takeDoses', 'listDoses', 'decideDose'] as const satisfies readonly FileAct[];
/** Milliseconds after which a look that goes on says so: after a minute it would pass for one that a kill left. */
const SAYS_SO = 20_000;
const BROKEN_OFF = 'BROKEN_OFF';

/** What is looked at together. */
interface Looked {
  readonly act: (typeof LOOKS)[number];
  readonly doses: readonly StagedDose[];
}

/** What a look came to; `result` is for the log. */
interface Came<Value> {
  readonly value: Value;
  readonly result: string;
}

/** Says that the look goes on. */
export type GoesOn = () => Promise<void>;

/**
 * Doses that came by a file, in the access log: whom they name is on record before anything is looked up of them, whatever
 * comes of it. What becomes a record of the ledger is an act of its own besides.
 *
 * The store knows of a look before the log does, so that one that a kill broke off is told as such by whoever comes next.
 */
export class TakeLog {
  private readonly people: PersonsOfLines;

  constructor(private readonly parts: TakeLogParts) {
    this.people = new PersonsOfLines(parts);
  }

  async around<Value>(
    { act, doses }: Looked,
    work: (goesOn: GoesOn) => Promise<Came<Value>>,
  ): Promise<Value> {
    const { store, log, now } = this.parts;
    const lines = doses.map(({ person, coupon }) => ({ person, doses: [{ coupon }] }));
    const named = await this.people.namedBy(lines);
    const atenaNumbers = [...named.values()].flat();
    const facts = batchFacts(this.parts, act, { id: newId(), atenaNumbers });
    // Without its facts: whether the intent is sealed nobody can tell yet.
    let row = await store.run(({ manager }) => keepBatch(manager, facts, now(), null));
    await log.intend(facts);
    await store.run(({ manager }) =>
      manager.update(ACT_TABLE.name, { id: row.id }, { facts: JSON.stringify(facts) }),
    );
    const goesOn = async (): Promise<void> => {
      const at = now();
      if (Date.parse(at) - Date.parse(row.at) < SAYS_SO || !(await store.claim(row, at))) return;
      row = { ...row, at: laterThan(row.at, at) };
    };
    const end = (result: string) => endBatch(this.parts, row, facts, result);
    const { value, result } = await work(goesOn).catch(async (error: unknown) => {
      // What each dose came to is kept dose by dose; the look as a whole is over.
      await end(BROKEN_OFF);
      throw error;
    });
    await end(result);
    return value;
  }
}

/** Tells the end of looks that a kill broke off, in the names in which they were begun; how many they were. */
export function endLeftLooks(parts: {
  readonly store: VrsStore;
  readonly log: VrsLog;
  readonly now: () => string;
}): Promise<number> {
  return resumeActs<VrsFacts>(parts, LOOKS, 'ABANDONED', ({ requestId: id, action }) => {
    const act = LOOKS.find((one) => one === action) ?? 'takeDoses';
    const facts = batchFacts({ ...parts, account: OWN_ACCOUNT }, act, { id, atenaNumbers: [] });
    return Promise.resolve({ facts, result: `${BROKEN_OFF} (resumed)`, kept: BROKEN_OFF });
  });
}
