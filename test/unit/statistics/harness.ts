import { createSecretKey } from 'node:crypto';
import { SourceError, type SourceSystem } from '../../../src/errors/source-error.js';
import type { Sources } from '../../../src/sources/sources.js';
import type { ResidentStatus, Sex } from '../../../adapters/resident-registry/model.js';
import { KeyedRounding, type CellPeople } from '../../../src/statistics/keyed-rounding.js';
import type { TargetDose } from '../../../src/statistics/target-doses.js';
import { Schedule } from '../../../src/immunization/schedule.js';
import { schedule } from '../immunization/harness.js';

export const TODAY = '2023-06-27';
export const MAY = '2023-05-31';
export const KEY = createSecretKey(Buffer.alloc(32, 1));

/** The first and second MR of the shipped schedule: a few cohorts, both sexes. */
export const MR = new Schedule(schedule.versions.filter(({ vaccine }) => vaccine === 'MR'));

export const target = (rest: Partial<TargetDose> = {}): TargetDose => ({
  ...{ vaccine: 'MR', dose: 1, cohorts: [2020, 2021], sex: null, countFrom: null },
  ...rest,
});

/** Publishes counts as they are, and notes whom each cell was said to hold. */
export class NoRounding extends KeyedRounding {
  readonly asked: CellPeople[] = [];

  constructor() {
    super(KEY, 1);
  }

  override of(people: CellPeople): (count: number) => number {
    this.asked.push(people);
    return (count) => count;
  }
}

export interface Townsman {
  /** Of health management, the current one first; the registry's is `R` and the first of them. */
  readonly numbers: readonly string[];
  readonly birthDate: string | null;
  readonly sex?: Sex | null;
  readonly district?: string | null;
  /** A resident, if left out. */
  readonly status?: ResidentStatus | null;
  /** The registry has no row of them. */
  readonly unregistered?: true;
  /** Days on which a measure covers them. */
  readonly protectedOn?: readonly string[];
  /** What the rows under older numbers say instead. */
  readonly older?: { readonly birthDate?: string; readonly district?: string };
  /** Shares the home of whoever is protected. */
  readonly sharesHome?: boolean;
  /** Number, vaccine and day. */
  readonly doses?: readonly (readonly [number: string, vaccine: string, day: string | null])[];
}

/** Systems of a small town, and what they were asked. */
export class Town {
  readonly pages: unknown[] = [];
  readonly lookedUp: string[][] = [];
  readonly doseDays: string[] = [];
  /** Numbers whose doses, and whose rows of the registry, were asked for. */
  readonly dosesOf: string[] = [];
  readonly registryRows = new Set<string>();
  readonly asked: SourceSystem[] = [];
  silent: SourceSystem | null = null;
  /** What each question was asked with. */
  readonly options: unknown[] = [];

  constructor(
    public people: readonly Townsman[],
    /** Rows of health management that no key leads to. */
    private readonly stray: readonly string[] = [],
  ) {}

  readonly sources = {
    ask: <T>(
      system: SourceSystem,
      signal: AbortSignal,
      read: (live: AbortSignal) => Promise<T>,
    ): Promise<T> => {
      this.asked.push(system);
      return this.silent === system ? Promise.reject(new SourceError(system, 'TIMEOUT')) : read(signal);
    },

    health: {
      listCoveragePersons: (page: { after: string | null; first: number }, options: unknown) => {
        this.pages.push(page);
        this.note(options);
        const rows = [
          ...this.people.flatMap(({ numbers, birthDate, sex = 'FEMALE', district = '01', older }) =>
            numbers.map((healthNumber, at) => ({
              ...{ healthNumber, birthDate, sex, district },
              ...(at > 0 && older),
            })),
          ),
          ...this.stray.map((healthNumber) => ({
            ...{ healthNumber, birthDate: '2021-05-01', sex: 'MALE', district: '01' },
          })),
        ].sort((a, b) => (a.healthNumber < b.healthNumber ? -1 : 1));
        const behind = rows.filter(({ healthNumber }) => healthNumber > (page.after ?? ''));
        return Promise.resolve(behind.slice(0, page.first));
      },
      listDoseDays: (numbers: readonly string[], day: string, options: unknown) => {
        this.doseDays.push(day);
        this.dosesOf.push(...numbers);
        this.note(options);
        const rows = this.people.flatMap(({ doses = [] }) => doses);
        return Promise.resolve(
          rows
            .filter(([number]) => numbers.includes(number))
            .map(([healthNumber, vaccine, given]) => ({ healthNumber, vaccine, day: given })),
        );
      },
    },
    address: {
      loadByHealthNumber: (numbers: readonly string[], options: unknown) => {
        this.lookedUp.push([...numbers]);
        this.note(options);
        return Promise.resolve(
          numbers.map((number) => {
            const owner = this.people.find((one) => one.numbers.includes(number));
            return owner ? { atenaNumber: registered(owner), healthNumbers: owner.numbers } : null;
          }),
        );
      },
      loadNumbers: (numbers: readonly string[]) =>
        Promise.resolve(numbers.map((atenaNumber) => ({ atenaNumber, atenaNumbers: [atenaNumber] }))),
    },
    registry: {
      loadSupportMeasures: (day: string) =>
        Promise.resolve({
          inForce: this.people.filter((one) => one.protectedOn?.includes(day)).map(registered),
          ...{ unreadable: 0, withoutKey: 0, gone: 0 },
        }),
      loadPolicyAttributes: (numbers: readonly string[]) =>
        Promise.resolve(
          numbers.map((atenaNumber) => {
            this.registryRows.add(atenaNumber);
            const owner = this.people.find((one) => registered(one) === atenaNumber);
            if (owner === undefined || owner.unregistered) return null;
            const { status = 'RESIDENT', sharesHome = false } = owner;
            return { ...{ atenaNumber, householdNumber: 'H', municipality: '132101' }, status, sharesHome };
          }),
        ),
    },
  } as unknown as Sources;

  private note(options: unknown): void {
    this.options.push(options);
  }
}

const registered = ({ numbers }: Townsman): string => `R${numbers[0]}`;

/** So many ordinary children of a cohort, vaccinated as said. */
export const children = (count: number, rest: Partial<Townsman> = {}, from = 0): readonly Townsman[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ numbers: [String(from + at).padStart(15, '0')], birthDate: '2021-06-01' },
    ...rest,
  }));
