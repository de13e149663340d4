import { MUNICIPALITY, NEIGHBOUR } from '../../../src/about.js';
import { checkDigit, testCheckDigit } from '../../../src/individual-number/check-digit.js';
import { numberDigest } from '../../../src/mock/vrs/parts.js';
import type { MockVrs } from '../../../src/mock/vrs/start.js';
import type { EditedCity } from '../edited-city.js';

/** Somebody who comes to the city, as the systems beside the gateway know them. */
export interface Newcomer {
  /** 宛名番号 of the registry. */
  readonly atenaNumber: string;
  readonly kanji: string;
  /** Half-width, as health management has it. */
  readonly kana: string;
  readonly sex: 'M' | 'F';
  /** `YYYY-MM-DD`. */
  readonly born: string;
}

export interface FormerDose {
  readonly dose: number;
  readonly day: string;
  readonly maker: string;
  readonly lot: string;
}

/**
 * What the address-name system, health management and the neighbouring city do about a newcomer, on their own side:
 * none of it is the gateway's work.
 */
export class OtherSystems {
  private made = 0;
  private readonly linkOf = new Map<string, number>();

  constructor(
    private readonly city: EditedCity,
    private readonly vrs: () => MockVrs,
  ) {}

  /** An individual number of the synthetic city's scheme that nobody has. */
  individualNumber(): string {
    const body = `9900000${String(++this.made).padStart(4, '0')}`;
    const official = this.city.files.row(
      'address-name',
      'SELECT KOJIN_BANGO AS n FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL LIMIT 1',
    )['n'];
    const isOfficial = official?.[11] === checkDigit(official?.slice(0, 11) ?? '');
    return body + (isOfficial ? checkDigit(body) : testCheckDigit(body));
  }

  /** The neighbour gave these doses, and VRS has them under the number. */
  knownThere(individualNumber: string, born: string, doses: readonly FormerDose[]): void {
    const { state } = this.vrs();
    const link = 900_000_000 + this.made;
    const person = `98${String(this.made).padStart(8, '0')}`;
    state.prepare('INSERT INTO number VALUES (?, ?)').run(numberDigest(state)(individualNumber), link);
    state.prepare('INSERT INTO person VALUES (?, ?, ?)').run(NEIGHBOUR, person, link);
    state
      .prepare('INSERT INTO target (institution, person, born) VALUES (?, ?, ?)')
      .run(NEIGHBOUR, person, born);
    state
      .prepare('INSERT INTO coupon (institution, coupon, person, issued_on) VALUES (?, ?, ?, ?)')
      .run(NEIGHBOUR, person, person, '2021-05-01');
    for (const { dose, day, maker, lot } of doses)
      state
        .prepare(
          `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
           VALUES (?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, 'CAMERA', ?)`,
        )
        .run(
          ...[NEIGHBOUR, `${person}-${dose}`, person, person, dose, day, maker, lot],
          ...[NEIGHBOUR, `${day}T09:00:00.000Z`],
        );
    this.linkOf.set(individualNumber, link);
  }

  /** The address-name system gives its number, health management takes the person over, and so does VRS. */
  takeOver({ atenaNumber, kanji, kana, sex, born }: Newcomer, individualNumber: string): void {
    const { files } = this.city;
    const integrated = `8${atenaNumber.slice(1)}`;
    const health = `97${atenaNumber.slice(-8)}`;
    files.change('address-name', "INSERT INTO T_TOGO_ATENA VALUES (?, ?, ?, 'R05.06.27', '0')", [
      ...[integrated, MUNICIPALITY, individualNumber],
    ]);
    for (const [system, number] of [
      ['JK', atenaNumber],
      ['KK', health.padEnd(15)],
    ])
      files.change('address-name', "INSERT INTO T_GYOMU_ATENA VALUES (?, ?, ?, '1', 'R05.06.27')", [
        ...[system, number, integrated],
      ]);
    files.change(
      'health',
      `INSERT INTO kk_kojin (kojin_no, dantai_cd, jumin_kbn, kanji_simei, kana_simei, sei_kbn, umare_wymd, jumin_wymd, hijumin_wymd, tiku_cd)
       VALUES (?, ?, 'JU', ?, ?, ?, ?, '5050626', '9999999', '01')`,
      [health, MUNICIPALITY, kanji, kana, sex, eraDate(born)],
    );
    this.vrs()
      .state.prepare('INSERT INTO person VALUES (?, ?, ?)')
      .run(MUNICIPALITY, health, this.linkOf.get(individualNumber) ?? 800_000_000 + this.made);
  }
}

/** Heisei or Reiwa, the era's digit first. */
function eraDate(iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  const isReiwa = iso >= '2019-05-01';
  const of = isReiwa ? year - 2018 : year - 1988;
  return `${isReiwa ? 5 : 4}${[of, month, day].map((part) => String(part).padStart(2, '0')).join('')}`;
}
