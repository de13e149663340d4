import { dottedEra, type Day } from './calendar.js';
import type { Cell, CityDatabase } from './city-database.js';
import type { NumberPlan } from './numbers.js';
import type { Person } from './person.js';

export interface GyomuRow {
  /** JK registry, KK health management. */
  readonly system: 'JK' | 'KK';
  readonly number: string;
  readonly integrated: string;
  readonly current: boolean;
  readonly changed: Day;
}

/** Fills T_TOGO_ATENA and T_GYOMU_ATENA: the one place where an individual number is written. */
export class AddressNameWriter {
  private readonly integrated: (row: readonly Cell[]) => void;
  private readonly gyomu: (row: readonly Cell[]) => void;

  constructor(
    database: CityDatabase,
    private readonly municipality: string,
    private readonly numbers: NumberPlan,
  ) {
    this.integrated = database.inserter('T_TOGO_ATENA');
    this.gyomu = database.inserter('T_GYOMU_ATENA');
  }

  /** Returns the 統合宛名番号. `numbered`: whether the person has an individual number here. */
  writePerson(facts: { person: Person; healthNumber: string; registered: Day; numbered: boolean }): string {
    const { person, registered } = facts;
    const integrated = this.numbers.integratedNumber(person.sequence);
    const number = facts.numbered ? this.numbers.individualNumber(person.sequence) : null;
    this.integrated([integrated, this.municipality, number, dottedEra(registered), '0']);
    this.writeGyomu({
      system: 'JK',
      number: person.atenaNumber,
      integrated,
      current: true,
      changed: registered,
    });
    this.writeGyomu({
      system: 'KK',
      number: facts.healthNumber,
      integrated,
      current: true,
      changed: registered,
    });
    return integrated;
  }

  writeGyomu(row: GyomuRow): void {
    this.gyomu([
      row.system,
      row.number.padEnd(15, ' '),
      row.integrated,
      row.current ? '1' : '0',
      dottedEra(row.changed),
    ]);
  }

  /** A second integrated row found to be the same person: kept, marked as merged, without a number. */
  writeMerged(sequence: number, merged: Day): void {
    this.integrated([
      this.numbers.integratedNumber(sequence),
      this.municipality,
      null,
      dottedEra(merged),
      '1',
    ]);
  }
}
