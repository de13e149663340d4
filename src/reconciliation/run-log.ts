import type { FindingFacts, FindingLog } from './finding-log.js';
import type { RunRow } from './finding-row.js';

/** Under which act a run stands in the access log. */
const ACT = 'compareRecords';

/** What is on record of a page: whom it is about, and what came of it. */
interface PageOnRecord {
  readonly persons: ReadonlySet<string>;
  readonly found: number;
}

/**
 * Runs in the access log, by whoever started them: each as a whole, and each page with its persons, before anything of
 * theirs is compared and once what was found is kept. A page that is read again after a kill has the same id.
 */
export class RunLog {
  constructor(
    private readonly log: FindingLog,
    /** Account of whoever started the run; the gateway's own for those of a night. */
    private readonly account: string,
  ) {}

  begin(run: RunRow): Promise<void> {
    return this.log.intend(this.facts(String(run.number), []));
  }

  end(run: RunRow): Promise<void> {
    return this.log.close(this.facts(String(run.number), []), `DONE ${run.persons} COMPARED`);
  }

  /** Persons that a page is about to read. Of the same page it may be said several times, of others each time. */
  async read(run: RunRow, persons: Iterable<string>): Promise<void> {
    const all = [...persons];
    if (all.length > 0) await this.log.intend(this.facts(this.pageOf(run), all));
  }

  /** A page that is kept; of one that read nobody nothing is said. */
  async kept(run: RunRow, { persons, found }: PageOnRecord): Promise<void> {
    if (persons.size === 0) return;
    await this.log.close(
      this.facts(this.pageOf(run), [...persons]),
      `${persons.size} COMPARED, ${found} FOUND`,
    );
  }

  /** Where the run stood when it came to the page: a place is the number of a person, and in the log a pseudonym. */
  private pageOf({ number, phase, after }: RunRow): string {
    const [place] = after === null ? ['first'] : this.log.pseudonyms([after]);
    return `${number}-${phase}-${place}`;
  }

  private facts(id: string, persons: readonly string[]): FindingFacts {
    return {
      ...{ act: ACT, id: `reconciliation-${id}`, request: null, account: this.account, case: null },
      subjects: this.log.pseudonyms(persons),
    };
  }
}
