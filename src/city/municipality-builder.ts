import { join } from 'node:path';
import { makeFolderSync } from '../files/make-folder.js';
import { isoDay, type Day } from './calendar.js';
import { CITY_SYSTEMS, CityDatabase, systemFile, type CitySystem } from './city-database.js';
import { DepartedMaker } from './departed.js';
import { HouseholdMaker, type CityBlock } from './households.js';
import type { CityMunicipality } from './manifest.js';
import { MovementMaker } from './movements.js';
import { PersonFiles } from './person-files.js';
import type { Household, Person } from './person.js';
import { Pace, Random } from './random.js';
import { RegistryWriter } from './registry-writer.js';
import { StaffPlanner, type StaffTie } from './staff.js';
import type { TruthFile } from './truth.js';

/** Not in the code table of any adapter: such a row must be quarantined, never defaulted. */
const UNKNOWN_SEX = '7';

/**
 * Fills the three databases of one municipality household by household; keeps counters, never a list of
 * people.
 */
export class MunicipalityBuilder {
  readonly staff: StaffPlanner;
  private readonly databases: Readonly<Record<CitySystem, CityDatabase>>;
  private readonly maker: HouseholdMaker;
  private readonly departed: DepartedMaker;
  private readonly movements: MovementMaker;
  private readonly registry: RegistryWriter;
  private readonly files: PersonFiles;
  private readonly unknownSex: Pace;
  private readonly duplicates = new Pace(0.002, 21);
  private readonly asOf: Day;
  private persons = 0;
  private residents = 0;
  private duplicatesMade = 0;
  private previousHead: Person | null = null;

  constructor(
    private readonly block: CityBlock,
    place: { root: string; directory: string },
    private readonly truth: TruthFile,
  ) {
    const { municipality, seed, asOf, size } = block;
    makeFolderSync(join(place.directory, municipality.code));
    const open = (system: CitySystem): CityDatabase =>
      new CityDatabase(systemFile(place.directory, municipality.code, system), place.root, system);
    this.databases = {
      registry: open('registry'),
      health: open('health'),
      'address-name': open('address-name'),
    };
    const stream = (label: string): Random => new Random(seed, `${municipality.code}/${label}`);
    this.asOf = asOf;
    this.staff = new StaffPlanner(asOf, block.employer);
    this.maker = new HouseholdMaker(block);
    this.departed = new DepartedMaker(this.maker);
    this.movements = new MovementMaker({ municipality: municipality.code, asOf, size }, stream('movements'));
    this.registry = new RegistryWriter(this.databases.registry, municipality.code, stream('registry'));
    this.files = new PersonFiles(
      block,
      { health: this.databases.health, addressName: this.databases['address-name'] },
      truth,
    );
    this.unknownSex = new Pace(5 / size, Math.floor(size / 10));
  }

  /** Writes until nobody is left to place; yields the residents written so far after each household. */
  *run(): Generator<number> {
    for (;;) {
      const household = this.maker.next(this.staff.neighbourNext(), this.staff.surname);
      if (!household) return;
      const tie = this.staff.tie(household);
      this.write(household);
      this.tellStaff(tie, household);
      this.tellSupport(household);
      this.previousHead = household.members[0] ?? null;
      const residents = household.members.filter((member) => member.status === '1').length;
      for (const left of this.departed.after(residents)) this.write(left);
      this.residents += residents;
      yield this.residents;
    }
  }

  commitBatch(): void {
    for (const system of CITY_SYSTEMS) this.databases[system].commitBatch();
  }

  finish(): CityMunicipality {
    for (const system of CITY_SYSTEMS) this.databases[system].finish();
    return {
      code: this.block.municipality.code,
      residents: this.residents,
      persons: this.persons,
      immunizations: this.files.ledger.rows,
    };
  }

  discard(): void {
    for (const system of CITY_SYSTEMS) this.databases[system].discard();
  }

  private write(household: Household): void {
    const place = this.movements.place(household);
    for (const person of household.members) {
      const unknownSex = this.unknownSex.due();
      this.registry.writePerson(person, household, unknownSex ? UNKNOWN_SEX : null);
      const integrated = this.files.write(person, household, unknownSex);
      this.persons += 1;
      const { movements, broken } = this.movements.of(person, place);
      this.registry.writeMovements(person, movements);
      const { atenaNumber } = person;
      if (unknownSex) this.tell('UNKNOWN_SEX_CODE', { atenaNumber });
      if (broken) this.tell('ILLEGAL_MOVEMENT', { atenaNumber, rule: broken });
      if (person.name.oddity) this.tell(`NAME_${person.name.oddity}`, { atenaNumber });
      if (person.birth.known !== 'DAY')
        this.tell('PARTIAL_BIRTH_DATE', { atenaNumber, known: person.birth.known });
      if (person.sinceUnknown) this.tell('UNKNOWN_RESIDENT_SINCE', { atenaNumber });
      if (person.status === '1' && this.duplicates.due()) this.duplicate(person, household, integrated);
    }
  }

  /**
   * The same person registered twice: still open as 住登外, or already merged, the old 宛名番号 leading to the new.
   */
  private duplicate(person: Person, household: Household, integrated: string): void {
    const facts = { atenaNumber: person.atenaNumber, duplicateAtenaNumber: this.maker.atenaNumber() };
    const sequence = this.maker.sequence();
    this.duplicatesMade += 1;
    if (this.duplicatesMade % 2 === 0) {
      const merged = this.asOf - 200;
      this.files.addressNames.writeMerged(sequence, merged);
      this.files.addressNames.writeGyomu({
        system: 'JK',
        number: facts.duplicateAtenaNumber,
        integrated,
        current: false,
        changed: merged,
      });
      this.tell('DUPLICATE_MERGED', facts);
      return;
    }
    const members: Person[] = [];
    const again: Household = { ...household, number: this.maker.householdNumber(), members, support: null };
    const copy: Person = {
      ...person,
      sequence,
      atenaNumber: facts.duplicateAtenaNumber,
      relationship: '02',
      status: '9',
      since: null,
      until: null,
      sinceUnknown: false,
    };
    this.registry.writePerson(copy, again, null);
    this.files.write(copy, again, false);
    this.persons += 1;
    this.tell('DUPLICATE_OPEN', facts);
  }

  private tellSupport(household: Household): void {
    const { support } = household;
    for (const { person, inForce } of this.registry.writeSupport(household, this.asOf)) {
      const opponent = support?.opponentResident ? this.previousHead?.atenaNumber : undefined;
      this.tell('SUPPORT_MEASURES', {
        atenaNumber: person.atenaNumber,
        shape: support?.shape,
        inForce,
        asOf: isoDay(this.asOf),
        opponentAtenaNumber: opponent,
      });
      const sameName = this.staff.surname && person.name.kanji.startsWith(`${this.staff.surname.kanji}　`);
      if (inForce && sameName)
        this.tell('STAFF_SAME_SURNAME', { atenaNumber: person.atenaNumber, account: 'clerk' });
    }
  }

  private tellStaff(tie: StaffTie, household: Household): void {
    if (tie.kind === 'NONE') return;
    const people =
      tie.kind === 'OWN'
        ? household.members.filter((member) => member !== tie.person && member.status === '1')
        : household.members.slice(0, 1);
    const kind = tie.kind === 'OWN' ? 'STAFF_OWN_HOUSEHOLD' : 'STAFF_NEIGHBOUR';
    for (const { atenaNumber } of people) this.tell(kind, { atenaNumber, account: tie.account });
  }

  private tell(kind: string, facts: Record<string, string | number | boolean | undefined>): void {
    this.truth.add({ municipality: this.block.municipality.code, kind, ...facts });
  }
}
