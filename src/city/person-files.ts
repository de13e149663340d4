import { AdultSchedule } from './adulthood.js';
import { AddressNameWriter } from './address-name-writer.js';
import { isoDay, parseDay, type Day } from './calendar.js';
import { ChildhoodSchedule } from './childhood.js';
import type { CityDatabase } from './city-database.js';
import type { Dose } from './dose.js';
import { HealthWriter } from './health-writer.js';
import type { CityBlock } from './households.js';
import { makeInstitutions } from './institutions.js';
import { withFault } from './ledger-faults.js';
import { LedgerWriter, type LedgerOwner } from './ledger-writer.js';
import { MemoMaker } from './memos.js';
import { NumberPlan } from './numbers.js';
import type { Household, Person } from './person.js';
import { pad } from './calendar.js';
import { Pace, Random } from './random.js';
import type { TruthFile } from './truth.js';

const NUMBERS_SINCE = parseDay('2015-10-05');
const COVID = '301';

/**
 * Writes one person into health management and the address-name system, under numbers that differ from system
 * to system.
 */
export class PersonFiles {
  readonly ledger: LedgerWriter;
  readonly addressNames: AddressNameWriter;
  private readonly health: HealthWriter;
  private readonly numbers: NumberPlan;
  private readonly memos: MemoMaker;
  private readonly childhood: ChildhoodSchedule;
  private readonly adulthood: AdultSchedule;
  private readonly random: Random;
  private readonly merged = new Pace(0.03, 9);
  private registered = 0;
  private previousHealthNumber: string | null = null;

  constructor(
    private readonly block: CityBlock,
    databases: { readonly health: CityDatabase; readonly addressName: CityDatabase },
    private readonly truth: TruthFile,
  ) {
    const { municipality, seed, asOf } = block;
    const stream = (label: string): Random => new Random(seed, `${municipality.code}/${label}`);
    this.random = stream('files');
    this.numbers = new NumberPlan(seed);
    this.memos = new MemoMaker(asOf, stream('memos'));
    this.childhood = new ChildhoodSchedule(asOf, stream('childhood'));
    this.adulthood = new AdultSchedule(asOf, stream('adulthood'));
    const institutions = makeInstitutions(municipality, seed);
    this.ledger = new LedgerWriter(databases.health, institutions, asOf, stream('ledger'));
    this.addressNames = new AddressNameWriter(databases.addressName, municipality.code, this.numbers);
    const facts = { municipality: municipality.code, asOf, numbers: this.numbers };
    this.health = new HealthWriter(databases.health, facts, stream('health'));
    this.health.writeInstitutions([...institutions.inside, ...institutions.outside]);
  }

  /** Returns the 統合宛名番号. */
  write(person: Person, household: Household, sexUnknown: boolean): string {
    const owner = this.owner(person);
    const { healthNumber } = owner;
    // People without a resident record often never gave their number.
    const numbered = person.status !== '9' || this.random.chance(0.6);
    const registered = Math.max(person.since ?? NUMBERS_SINCE, NUMBERS_SINCE);
    const integrated = this.addressNames.writePerson({ person, healthNumber, registered, numbered });
    if (owner.old)
      this.writeOldNumber(person, {
        number: owner.old.number,
        mergedOn: owner.old.mergedOn,
        integrated,
        healthNumber,
      });
    const memo = this.memo(person, healthNumber, numbered);
    this.health.writePerson({ person, healthNumber, address: household.address, memo, sexUnknown });
    this.health.writeCoupons(person, healthNumber);
    this.writeDoses(person, household, owner);
    this.previousHealthNumber = healthNumber;
    return integrated;
  }

  private owner(person: Person): LedgerOwner {
    const merged = person.since !== null && this.merged.due();
    const old = merged
      ? {
          number: this.nextHealthNumber(),
          mergedOn: this.random.between(parseDay('2014-01-01'), parseDay('2022-12-31')),
        }
      : null;
    return { old, healthNumber: this.nextHealthNumber() };
  }

  /** An old number keeps its ledger rows and has no person row of its own any more. */
  private writeOldNumber(
    person: Person,
    old: { number: string; mergedOn: Day; integrated: string; healthNumber: string },
  ): void {
    const { number, mergedOn, integrated, healthNumber } = old;
    this.addressNames.writeGyomu({ system: 'KK', number, integrated, current: false, changed: mergedOn });
    this.tell('MERGED_HEALTH_NUMBER', {
      atenaNumber: person.atenaNumber,
      healthNumber,
      oldHealthNumber: number,
    });
  }

  private memo(person: Person, healthNumber: string, numbered: boolean): string | null {
    const memo = this.memos.next(numbered ? this.numbers.individualNumber(person.sequence) : null);
    const facts = { atenaNumber: person.atenaNumber, healthNumber };
    if (memo?.numberForm) this.tell('MEMO_WITH_NUMBER', { ...facts, form: memo.numberForm });
    if (memo?.lookalike) this.tell('MEMO_LOOKALIKE', { ...facts, form: memo.lookalike });
    return memo?.text ?? null;
  }

  private writeDoses(person: Person, household: Household, owner: LedgerOwner): void {
    const { since } = person;
    if (since === null) return;
    const until = person.until ?? this.block.asOf;
    // What was given before somebody came is another municipality's record, and known here only where it was
    // asked for.
    const known = this.random.chance(0.5) ? person.birth.day : since;
    const here = (dose: Dose): boolean => dose.day >= known && dose.day <= until;
    for (const dose of this.childhood.dosesOf(person, household.refuses).filter(here))
      this.writeDose(dose, person, owner);
    const adult = this.adulthood.dosesOf(person, household.refuses).filter(here);
    for (const dose of adult) if (dose.code !== COVID) this.writeDose(dose, person, owner);
    const covid = adult.filter((dose) => dose.code === COVID);
    const { doses, missing } = withFault(covid, this.previousHealthNumber, this.random);
    for (const dose of doses) this.writeDose(dose, person, owner);
    if (missing) {
      const { atenaNumber } = person;
      this.tell('VRS_MISSING', {
        atenaNumber,
        healthNumber: owner.healthNumber,
        vaccineCode: COVID,
        doseNumber: missing.number,
        right: isoDay(missing.day),
        maker: missing.maker ?? undefined,
      });
    }
    this.health.writeCertificate(
      person,
      owner.healthNumber,
      doses.filter((dose) => dose.underNumber === undefined),
    );
  }

  private writeDose(dose: Dose, person: Person, owner: LedgerOwner): void {
    const row = this.ledger.write(dose, owner);
    if (!row) return;
    const facts = { atenaNumber: person.atenaNumber, healthNumber: row.number, immunizationId: row.id };
    if (dose.anomaly !== null)
      this.tell(dose.anomaly, {
        ...facts,
        vaccineCode: dose.code,
        doseNumber: dose.number,
        right: dose.right,
      });
    if (row.unknownCode) this.tell('UNKNOWN_VACCINE_CODE', { ...facts, right: dose.code });
  }

  private nextHealthNumber(): string {
    this.registered += 1;
    return pad(this.registered, 10);
  }

  private tell(kind: string, facts: Record<string, string | number | undefined>): void {
    this.truth.add({ municipality: this.block.municipality.code, kind, ...facts });
  }
}
