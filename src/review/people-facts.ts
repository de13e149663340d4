import type { RegistryItem, ResidentRegistry } from '../../adapters/resident-registry/model.js';
import { blockOf } from './address-block.js';
import type { PeopleFacts, PersonFacts } from './facts.js';

export interface PeopleSource {
  readonly registry: Pick<ResidentRegistry, 'search' | 'loadMany' | 'loadSupportMeasures'>;
  /** Keyed pseudonym of a person by 宛名番号. */
  readonly pseudonym: (atenaNumber: string) => string;
  /** 宛名番号 of the account's own person; null where they do not live here. */
  readonly staff: Readonly<Record<string, string | null>>;
  readonly signal: AbortSignal;
}

const PAGE = 1_000;
const ITEMS: ReadonlySet<RegistryItem> = new Set(['name', 'address', 'household']);
const NO_ITEMS: ReadonlySet<never> = new Set();

/**
 * Everybody in the registry, under the pseudonyms of the log. The log holds no value of a person, so what the
 * persons in it are to those who looked is told by the registry of today. Nothing of this is stored.
 */
export class RegistryPeople implements PeopleFacts {
  private readonly people = new Map<string, PersonFacts>();
  private readonly numbers = new Map<string, string>();
  private readonly surnames = new Map<string, number>();
  private readonly own = new Map<string, string>();
  private readonly accounts = new Map<string, string>();
  private readonly measures = new Map<string, Set<string>>();

  private constructor(private readonly source: PeopleSource) {
    for (const [account, atenaNumber] of Object.entries(source.staff)) {
      if (atenaNumber === null) continue;
      const subject = source.pseudonym(atenaNumber);
      this.own.set(account, subject);
      this.accounts.set(subject, account);
    }
  }

  /** Reads the registry page by page. Rejects with `SourceError`. */
  static async read(source: PeopleSource): Promise<RegistryPeople> {
    const people = new RegistryPeople(source);
    for await (const numbers of pages(source)) await people.add(numbers);
    return people;
  }

  /**
   * Asks who of these persons was under support measures on these days; of other days and persons nothing is known.
   */
  async judge(subjectsByDay: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const { registry, signal } = this.source;
    for (const [day, subjects] of subjectsByDay) {
      const numbers = new Set([...subjects].flatMap((subject) => this.numbers.get(subject) ?? []));
      const { inForce } = await registry.loadSupportMeasures(day, { signal, items: NO_ITEMS });
      for (const number of inForce) if (numbers.has(number)) this.protect(number, day);
    }
  }

  of(subject: string): PersonFacts | null {
    return this.people.get(subject) ?? null;
  }

  ownPerson(account: string): string | null {
    return this.own.get(account) ?? null;
  }

  accountOf(subject: string): string | null {
    return this.accounts.get(subject) ?? null;
  }

  isUnderSupportMeasures(subject: string, day: string): boolean {
    return this.measures.get(day)?.has(subject) === true;
  }

  surnameShare(surnameKana: string): number {
    return (this.surnames.get(surnameKana) ?? 0) / Math.max(1, this.people.size);
  }

  private async add(numbers: readonly string[]): Promise<void> {
    const { registry, pseudonym, signal } = this.source;
    const residents = await registry.loadMany(numbers, { signal, items: ITEMS });
    for (const resident of residents) {
      if (resident === null) continue;
      const subject = pseudonym(resident.atenaNumber);
      const surnameKana = surnameOf(resident.name?.kana ?? '');
      const { householdNumber: household = '' } = resident;
      this.people.set(subject, {
        surnameKana,
        household,
        block: blockOf(resident.address ?? ''),
        rank: this.people.size,
      });
      this.numbers.set(subject, resident.atenaNumber);
      if (surnameKana !== null) this.surnames.set(surnameKana, (this.surnames.get(surnameKana) ?? 0) + 1);
    }
  }

  private protect(atenaNumber: string, day: string): void {
    const subjects = this.measures.get(day) ?? new Set();
    this.measures.set(day, subjects.add(this.source.pseudonym(atenaNumber)));
  }
}

/** 宛名番号 of everybody, in their order. */
async function* pages({ registry, signal }: PeopleSource): AsyncGenerator<readonly string[]> {
  for (let after = null, more = true; more;) {
    const page = { sort: 'ATENA_NUMBER', descending: false, first: PAGE, after } as const;
    const { positions, hasMore }: Awaited<ReturnType<typeof registry.search>> = await registry.search(
      {},
      page,
      [],
      { signal, items: NO_ITEMS },
    );
    yield positions.map(({ atenaNumber }) => atenaNumber);
    after = positions.at(-1) ?? null;
    more = hasMore;
  }
}

/** The first part of a reading, in any width; null for a name that is not written in parts. */
function surnameOf(kana: string): string | null {
  const parts = kana.normalize('NFKC').trim().split(/\s+/);
  return parts.length > 1 ? (parts[0] ?? null) : null;
}
