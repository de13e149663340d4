import { eraYmd, pad, parseDay, type Day } from './calendar.js';
import { halfWidthColumn, passportRoman } from './kana-forms.js';
import type { Cell, CityDatabase } from './city-database.js';
import type { Dose } from './dose.js';
import type { Institution } from './institutions.js';
import type { NumberPlan } from './numbers.js';
import type { Address } from './addresses.js';
import type { Birth, Person, Status } from './person.js';
import { Pace, type Random } from './random.js';
import { MAKER_ASTRAZENECA, MAKER_MODERNA, MAKER_NOVAVAX } from './schedule-data.js';

const STATUS: Readonly<Record<Status, string>> = { 1: 'JU', 2: 'TE', 3: 'SI', 4: 'SJ', 9: 'JG' };
const NOTHING = '0000000';
const NO_END = '9999999';
const COUPONS_FROM = parseDay('2021-04-12');
const CERTIFICATES_FROM = parseDay('2021-07-26');
/** Keeps the numbers of re-issued coupons apart from all first ones. */
const REISSUE_OFFSET = 2e9;
const PRODUCTS: Readonly<Record<string, string>> = {
  [MAKER_MODERNA]: 'スパイクバックス筋注',
  [MAKER_ASTRAZENECA]: 'バキスゼブリア筋注',
  [MAKER_NOVAVAX]: 'ヌバキソビッド筋注',
};

/** Fills kk_kojin, kk_iryo, kk_ken and kk_syomei. */
export class HealthWriter {
  private readonly person: (row: readonly Cell[]) => void;
  private readonly coupon: (row: readonly Cell[]) => void;
  private readonly certificate: (row: readonly Cell[]) => void;
  private readonly institution: (row: readonly Cell[]) => void;
  private readonly certified = new Pace(0.0155, 11);
  private certificates = 0;

  constructor(
    database: CityDatabase,
    private readonly facts: {
      readonly municipality: string;
      readonly asOf: Day;
      readonly numbers: NumberPlan;
    },
    private readonly random: Random,
  ) {
    this.person = database.inserter('kk_kojin');
    this.coupon = database.inserter('kk_ken');
    this.certificate = database.inserter('kk_syomei');
    this.institution = database.inserter('kk_iryo');
  }

  writeInstitutions(institutions: readonly Institution[]): void {
    for (const { code, name, district } of institutions) this.institution([code, name, district]);
  }

  writePerson(facts: {
    person: Person;
    healthNumber: string;
    address: Address;
    memo: string | null;
    sexUnknown: boolean;
  }): void {
    const { person } = facts;
    const since = person.since === null || person.sinceUnknown ? NOTHING : eraYmd(person.since);
    this.person([
      facts.healthNumber,
      this.facts.municipality,
      STATUS[person.status],
      person.name.kanji.slice(0, 60),
      halfWidthColumn(person.name.kana, this.random.chance(0.2)),
      facts.sexUnknown ? 'U' : person.sex,
      birthText(person.birth),
      since,
      person.status === '1' ? NO_END : person.until === null ? NOTHING : eraYmd(person.until),
      facts.address.district,
      this.phone(),
      facts.memo,
    ]);
  }

  /** Coupons of the COVID-19 programme: one per person, one in a hundred re-issued. */
  writeCoupons(person: Person, healthNumber: string): void {
    const { asOf, numbers } = this.facts;
    if (person.since === null || (person.until !== null && person.until < COUPONS_FROM)) return;
    const issued = Math.max(COUPONS_FROM + this.random.between(0, 120), person.since);
    if (issued > asOf) return;
    this.coupon([numbers.couponNumber(person.sequence), healthNumber, eraYmd(issued), '0']);
    const again = issued + this.random.between(30, 400);
    if (again > asOf || !this.random.chance(0.01)) return;
    this.coupon([numbers.couponNumber(person.sequence + REISSUE_OFFSET), healthNumber, eraYmd(again), '1']);
  }

  /**
   * A certificate for somebody with doses in the ledger; half of them for travel abroad, with an invented
   * passport.
   */
  writeCertificate(person: Person, healthNumber: string, covid: readonly Dose[]): void {
    const last = covid.at(-1);
    if (!last || !this.certified.due()) return;
    const issued = Math.min(
      this.facts.asOf,
      Math.max(CERTIFICATES_FROM, last.day) + this.random.between(3, 60),
    );
    this.certificates += 1;
    const abroad = this.certificates % 2 === 1;
    const roman = person.name.roman?.normalize('NFKC') ?? passportRoman(person.name.kana);
    this.certificate([
      this.hexadecimal(),
      healthNumber,
      `S${this.facts.municipality.slice(3, 5)}-K${pad(this.certificates, 7)}`,
      last.code,
      PRODUCTS[last.maker ?? ''] ?? 'コミナティ筋注',
      abroad ? '1' : '0',
      abroad ? person.name.former : null,
      abroad ? roman : null,
      abroad ? (person.nationality ?? 'JPN') : null,
      abroad ? `TZ${this.random.digits(7)}` : null,
      eraYmd(issued),
    ]);
  }

  /**
   * Numbers nobody has: exchange 042-3xx with a subscriber number from 0, mobile 090-0000. Hyphens or none,
   * as typed.
   */
  private phone(): string | null {
    const kind = this.random.next();
    if (kind < 0.3) return null;
    const mobile = kind > 0.6;
    const number = mobile
      ? `090-0000-${this.random.digits(4)}`
      : `042-3${this.random.digits(2)}-0${this.random.digits(3)}`;
    return this.random.chance(0.25) ? number.replaceAll('-', '') : number;
  }

  /** 32 hexadecimal digits. */
  private hexadecimal(): string {
    let text = '';
    while (text.length < 32) text += this.random.between(0, 15).toString(16);
    return text;
  }
}

function birthText({ day, known }: Birth): string {
  const text = eraYmd(day);
  if (known === 'DAY') return text;
  if (known === 'MONTH') return `${text.slice(0, 5)}00`;
  return known === 'YEAR' ? `${text.slice(0, 3)}0000` : NOTHING;
}
