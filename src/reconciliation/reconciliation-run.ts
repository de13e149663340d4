import { setImmediate as otherWork } from 'node:timers/promises';
import { couponLineOf } from '../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { groupBy } from '../collections/group-by.js';
import type { ComparedDose, PersonContext } from './compared-dose.js';
import { comparePerson } from './compare-person.js';
import type { RunPhase, RunRow, StrayRow } from './finding-row.js';
import type { FindingStore } from './finding-store.js';
import type { FoundRow } from './finding-writes.js';
import { foundRow, otherwiseRow, strayRow, wrongPersonRow } from './found-rows.js';
import { joinStrays, type Joinable } from './join-strays.js';
import type { PersonSides, Reading, SideReader } from './read-sides.js';
import type { RunLog } from './run-log.js';

export interface RunParts {
  readonly store: FindingStore;
  readonly reader: SideReader;
  readonly log: RunLog;
  /** 全国地方公共団体コード of the city. */
  readonly municipality: string;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
  /** UTC. */
  readonly now: () => string;
  readonly rules: () => Pick<PersonContext, 'ledgerLagDays' | 'vrsLagDays'>;
  /** Told after each page. */
  readonly onProgress?: (run: RunRow) => void;
}

/** Persons of a page: no more than that is held, however large the city is. */
const PAGE = 200;
/** Strays of a page. */
const STRAYS = 400;

/**
 * One run over the whole city: everybody of whom VRS has doses, then everybody else of whom the ledger has, then the
 * doses without a counterpart, across persons. Each page is kept with the place where the run goes on in one
 * transaction, so that a run that was killed goes on, and reads at most one page twice.
 */
export class ReconciliationRun {
  constructor(private readonly parts: RunParts) {}

  /**
   * Goes on with the run that was broken off, or begins a new one. Rejects with the signal's reason when aborted, and
   * with `RunInUse` where another process goes on with the same run.
   */
  async run(signal: AbortSignal): Promise<RunRow> {
    const { store, log, now, onProgress } = this.parts;
    let run = await this.unfinished();
    if (run !== null) await log.begin(run);
    else {
      const number = ((await store.lastRun())?.number ?? 0) + 1;
      run = {
        number,
        phase: 'VRS',
        after: null,
        startedAt: now(),
        endedAt: null,
        persons: 0,
        doses: 0,
        leftAlone: 0,
      };
      await log.begin(run);
      await store.beginRun(run);
    }
    while (run.phase !== 'DONE') {
      signal.throwIfAborted();
      run = await this.step(run, signal);
      onProgress?.(run);
      // Between two pages whoever else waits is answered.
      await otherWork();
    }
    await log.end(run);
    return run;
  }

  private async unfinished(): Promise<RunRow | null> {
    const last = await this.parts.store.lastRun();
    return last === null || last.phase === 'DONE' ? null : last;
  }

  private step(run: RunRow, signal: AbortSignal): Promise<RunRow> {
    return run.phase === 'JOIN' ? this.join(run, signal) : this.compare(run, signal);
  }

  private async compare(run: RunRow, signal: AbortSignal): Promise<RunRow> {
    const { reader, store, log, now } = this.parts;
    const ofVrs = run.phase === 'VRS';
    const numbers = ofVrs
      ? await reader.vrsNumbers(run.after, PAGE, signal)
      : await reader.ledgerNumbers(run.after, PAGE, signal);
    const last = numbers.at(-1);
    if (last === undefined) return this.move(run, ofVrs ? 'LEDGER' : 'JOIN');
    const asked = new Set(numbers);
    const read = new Set<string>();
    const all = await reader.ofNumbers(numbers, signal, this.reading(run, read));
    const people = all.filter((one) => isTurnOf(one, asked, ofVrs));
    const found: FoundRow[] = [];
    const strays: StrayRow[] = [];
    let leftAlone = 0;
    for (const person of people) {
      const context = { ...person.context, ...this.parts.rules(), today: this.parts.today() };
      const compared = comparePerson(person.sides, context);
      found.push(...compared.findings.map((finding) => foundRow(finding, person)));
      strays.push(...compared.strays.map((stray) => strayRow(stray, person, run.number)));
      leftAlone += compared.leftAlone + compared.strays.filter(({ otherwise }) => otherwise === null).length;
    }
    const next = {
      ...run,
      after: last,
      persons: run.persons + people.length,
      doses: run.doses + people.reduce((sum, { sides }) => sum + sides.ledger.length + sides.vrs.length, 0),
      leftAlone: run.leftAlone + leftAlone,
    };
    await store.keepPage({ run: next, from: run, found, strays, at: now() });
    await log.kept(run, { persons: read, found: found.length });
    return next;
  }

  private async join(run: RunRow, signal: AbortSignal): Promise<RunRow> {
    const { store, log, now } = this.parts;
    const strays = await store.straysAfter(run.number, run.after, STRAYS);
    const last = strays.at(-1);
    if (last === undefined) {
      const ended = { ...run, phase: 'DONE' satisfies RunPhase, after: null, endedAt: now() };
      await store.endRun(ended, run);
      return ended;
    }
    const found: FoundRow[] = [];
    const read = new Set<string>();
    const reading = this.reading(run, read);
    for (const group of groupBy(strays, ({ joinHash }) => joinHash).values())
      found.push(...(await this.joinGroup(group, reading, signal)));
    const next = { ...run, after: last.joinHash };
    await store.keepPage({ run: next, from: run, found, strays: [], at: now() });
    await log.kept(run, { persons: read, found: found.length });
    return next;
  }

  /** Puts on record whom a page is about to read, each once. */
  private reading(run: RunRow, read: Set<string>): Reading {
    return async (persons) => {
      const fresh = persons.filter((number) => !read.has(number));
      for (const number of fresh) read.add(number);
      await this.parts.log.read(run, fresh);
    };
  }

  /** Doses of one day, number and lot that lack their counterpart. */
  private async joinGroup(
    group: readonly StrayRow[],
    reading: Reading,
    signal: AbortSignal,
  ): Promise<readonly FoundRow[]> {
    const isPair = group.some(({ side }) => side === 'VRS') && group.some(({ side }) => side === 'LEDGER');
    const joined = isPair ? joinStrays(group.map(joinable), await this.mayBe(group, reading, signal)) : [];
    const taken = new Set(joined.flatMap(({ ledger, vrs }) => [ledger.id, vrs.id]));
    const byId = new Map(group.map((row) => [row.id, row]));
    const wrong = joined.flatMap(({ ledger, vrs, finding }) => {
      const [row, record] = [byId.get(ledger.id), byId.get(vrs.id)];
      return row === undefined || record === undefined ? [] : [wrongPersonRow(finding, row, record)];
    });
    return [...wrong, ...group.filter(({ id }) => !taken.has(id)).flatMap(otherwiseRow)];
  }

  /** Of each record of VRS, 宛名番号 of those whose coupon may have been misread as its. */
  private async mayBe(
    group: readonly StrayRow[],
    reading: Reading,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const { reader, municipality } = this.parts;
    const found = new Map<string, ReadonlySet<string>>();
    for (const { side, doseId, under } of group) {
      if (side !== 'VRS') continue;
      const own = await reader.ofNumbers([under], signal, reading);
      const dose = own.flatMap(({ sides }) => sides.vrs).find(({ id }) => id === doseId);
      if (dose === undefined || dose.number === null) continue;
      const line = couponLineOf({ kind: '1', dose: dose.number, municipality, coupon: dose.coupon });
      const owners = await reader.ofNumbers(await reader.misreadOwners(line, signal), signal, reading);
      found.set(doseId, new Set(owners.map(({ atenaNumber }) => atenaNumber)));
    }
    return found;
  }

  private async move(run: RunRow, phase: RunPhase): Promise<RunRow> {
    const next = { ...run, phase, after: null };
    await this.parts.store.keepPage({ run: next, from: run, found: [], strays: [], at: this.parts.now() });
    return next;
  }
}

/**
 * A person may come up under several numbers, and is looked at once: with VRS under the first of them of which it has
 * doses, with the ledger only where VRS has none.
 */
function isTurnOf(
  { healthNumbers, sides }: PersonSides,
  asked: ReadonlySet<string>,
  ofVrs: boolean,
): boolean {
  const under = (doses: readonly ComparedDose[]) => doses.map((dose) => dose.under).sort()[0];
  const first = ofVrs
    ? under(sides.vrs)
    : sides.vrs.length > 0
      ? undefined
      : under(sides.ledger.filter(({ readable }) => readable));
  return first !== undefined && healthNumbers.includes(first) && asked.has(first);
}

function joinable(row: StrayRow): Joinable {
  const { id, side, doseId, atenaNumber, venueHash, doctorHash, unfitting, locked } = row;
  return {
    ...{ id, doseId, side: side === 'VRS' ? 'VRS' : 'LEDGER', person: atenaNumber },
    ...{ venue: venueHash, doctor: doctorHash, unfitting: unfitting === 1, locked: locked === 1 },
  };
}
