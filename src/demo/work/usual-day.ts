import type { Random } from '../../city/random.js';
import type { CityPeople } from './city-people.js';
import { at, job, type Job } from './job.js';

const OFFICE_DAYS = 243;
/** Per year (docs/glossary.md#a-year-of-the-citys-work). */
const INQUIRIES = 8_000;
const CERTIFICATES = 1_100;
const VRS_INQUIRIES = 900;
const SLIPS_A_DAY = 20;
const PAGE = 500;
const NIGHT = 2;

/** Who answers inquiries, as often as listed. */
const DESK = ['clerk', 'clerk', 'clerk', 'number-clerk', 'number-clerk', 'vrs-clerk', 'manager'] as const;

/** What goes on every day of the year: machines at night, and on office days the desk. */
export class UsualWork {
  private cases = 0;

  constructor(
    private readonly people: CityPeople,
    private readonly random: Random,
    private readonly noticed: number,
  ) {}

  machines(day: string): readonly Job[] {
    const figures = Array.from({ length: 24 }, (_, hour) =>
      job({ at: at(day, hour, 5), account: 'dashboard', purpose: 'STATISTICS', kind: 'SUM', persons: [] }),
    );
    const changed = Array.from({ length: 40 }, () => this.random.pick(this.people.numbers));
    return [
      ...figures,
      job({
        at: at(day, NIGHT),
        account: 'address-name',
        purpose: 'INTEGRATION',
        kind: 'LIST',
        persons: changed,
      }),
    ];
  }

  desk(day: string): readonly Job[] {
    return [
      ...this.times(INQUIRIES / OFFICE_DAYS, () => this.inquiry(day)),
      ...this.times(CERTIFICATES / OFFICE_DAYS, () => this.certificate(day)),
      ...this.times(VRS_INQUIRIES / OFFICE_DAYS, () =>
        this.read(day, { account: 'vrs-clerk', purpose: 'HISTORY', persons: this.one() }),
      ),
      ...this.times(SLIPS_A_DAY, () =>
        this.read(day, { account: 'contractor', purpose: 'HISTORY', persons: this.one() }),
      ),
      ...this.times(1, () => [
        job({ at: this.moment(day), account: 'auditor', purpose: 'AUDIT', kind: 'SUM', persons: [] }),
      ]),
      ...this.times(0.2, () => [
        job({ at: this.moment(day), account: 'admin', purpose: 'ADMINISTRATION', kind: 'SUM', persons: [] }),
      ]),
      ...this.times(0.1, () =>
        this.read(day, {
          account: 'disclosure',
          purpose: 'DISCLOSURE',
          persons: this.one(),
          case: this.nextCase('K'),
        }),
      ),
    ];
  }

  /** One of twelve notice runs a year: every resident of some years of birth, page by page. */
  noticeRun(day: string): readonly Job[] {
    const wanted = this.people.numbers.filter(() => this.random.chance(this.noticed));
    const pages = Array.from({ length: Math.ceil(wanted.length / PAGE) }, (_, page) =>
      wanted.slice(page * PAGE, (page + 1) * PAGE),
    );
    return pages.map((persons, page) =>
      job({ at: at(day, 14, page), account: 'clerk', purpose: 'RECOMMEND', kind: 'LIST', persons }),
    );
  }

  /**
   * Somebody calls about themselves or their family. One in fifty calls is about a number misheard, one in a
   * hundred lacks its case.
   */
  private inquiry(day: string): readonly Job[] {
    const account = this.random.pick(DESK);
    const number = this.nextCase('T');
    const start = this.moment(day);
    const head = { account, purpose: 'INQUIRY', case: number };
    if (this.random.chance(0.01))
      return [job({ ...head, at: start, case: null, kind: 'REFUSED', persons: [] })];
    const family = this.strangersTo(account);
    const called = this.random.chance(0.6) ? family.slice(0, 1) : family.slice(0, 5);
    const jobs = called.map((person, step) =>
      job({ ...head, at: start + step * 30_000, kind: 'READ', persons: [person] }),
    );
    if (this.random.chance(0.02))
      jobs.unshift(
        job({ ...head, at: start - 20_000, kind: 'MISS', persons: [`9${this.random.digits(14)}`] }),
      );
    if (this.random.chance(0.1))
      jobs.push(job({ ...head, at: start + 200_000, kind: 'LIST', persons: this.namesakes(account) }));
    if (account === 'number-clerk' && this.random.chance(0.1))
      jobs.push(job({ ...head, at: start + 240_000, kind: 'VERIFY', persons: called.slice(0, 1) }));
    // The second call in the same matter is taken by whoever is there.
    if (this.random.chance(0.05))
      jobs.push(
        job({
          ...head,
          account: this.colleagueOf(account, called),
          at: start + 3_600_000,
          kind: 'READ',
          persons: called.slice(0, 1),
        }),
      );
    return jobs;
  }

  private certificate(day: string): readonly Job[] {
    const account = this.random.pick(['clerk', 'number-clerk']);
    const persons = this.strangersTo(account).slice(0, 1);
    return this.read(day, { account, purpose: 'CERTIFICATE', persons, case: this.nextCase('S') });
  }

  private read(
    day: string,
    done: Pick<Job, 'account' | 'purpose' | 'persons'> & Partial<Job>,
  ): readonly Job[] {
    return [job({ ...done, at: this.moment(day), kind: 'READ' })];
  }

  private one(): readonly string[] {
    return [this.random.pick(this.people.numbers)];
  }

  /** Nobody takes the call of their own family: it goes to the next desk. */
  private strangersTo(account: string): readonly string[] {
    for (;;) {
      const family = this.random.pick(this.people.households);
      if (!family.includes(this.people.staff[account] ?? '')) return family;
    }
  }

  private colleagueOf(account: string, called: readonly string[]): string {
    const others = DESK.filter(
      (other) => other !== account && !this.familyOf(other).some((member) => called.includes(member)),
    );
    return this.random.pick(others);
  }

  private familyOf(account: string): readonly string[] {
    const own = this.people.staff[account];
    return this.people.households.find((family) => own != null && family.includes(own)) ?? [];
  }

  /** What a search by name and birthday finds. */
  private namesakes(account: string): readonly string[] {
    return Array.from({ length: this.random.between(2, 6) }, () => this.strangersTo(account)[0] ?? '');
  }

  private nextCase(prefix: string): string {
    this.cases += 1;
    return `${prefix}-${this.cases}`;
  }

  /** Between half past eight and six: some stay a little longer. */
  private moment(day: string): number {
    return at(day, 8, 30) + Math.floor(this.random.next() * 9 * 3_600_000);
  }

  /** As many times as the mean says; what is left of it, by chance. */
  private times(mean: number, make: () => readonly Job[]): readonly Job[] {
    const count = Math.floor(mean) + (this.random.chance(mean % 1) ? 1 : 0);
    return Array.from({ length: count }, make).flat();
  }
}
