import type { AdapterOptions, ValueSetAside } from '../adapter.js';
import type { PartialDate } from '../../src/calendar/partial-date.js';
import type { Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseEraDigits, parseEraMonth } from '../legacy/era.js';
import { ageOn, parsePlainDate } from '../../src/calendar/plain-date.js';
import {
  INSTITUTION_CODE,
  MANUFACTURERS,
  PRE_EXAM_RESULTS,
  SETTINGS,
  VACCINE_CODES,
  WITHDRAWALS,
} from './codes.js';
import { DOSE, PERSON } from './entities.js';
import type {
  DoseContent,
  DoseState,
  HealthPerson,
  HealthPersonItem,
  ImmunizationItem,
  ImmunizationRecord,
  Institution,
  KeptDose,
} from './model.js';

type DoseProperty = keyof typeof DOSE.columns;

const STATE = ['withdrawn', 'version'] as const;
const INSTITUTIONS = ['institution', 'preExamInstitution'] as const;

/** The columns behind each item: these are selected when it is asked for, and no others. */
export const DOSE_COLUMNS: Readonly<Record<ImmunizationItem, readonly DoseProperty[]>> = {
  state: ['withdrawn', 'version'],
  vaccine: ['vaccine', 'doseNumber'],
  date: ['date'],
  ageAtVaccination: ['date'],
  billingMonth: ['billingMonth'],
  setting: ['setting'],
  place: ['place'],
  preExam: ['preExam'],
  preExamInstitution: ['preExamInstitution'],
  preExamDoctor: ['preExamDoctor'],
  institution: ['institution'],
  doctor: ['doctor'],
  manufacturer: ['manufacturer'],
  lot: ['lot'],
  doseMl: ['volume'],
};

/** What of a dose misses a column that cannot be read. */
const DOSE_FIELDS = {
  ...{ id: [], healthNumber: [], recordedBy: [], changedBy: [] },
  ...{ vaccine: ['vaccine'], doseNumber: ['doseNumber'], date: ['date', 'ageAtVaccination'] },
  ...{ billingMonth: ['billingMonth'], setting: ['setting'], place: ['place'] },
  ...{ preExam: ['preExam.result'], preExamInstitution: ['preExam.institution'] },
  ...{ preExamDoctor: ['preExam.doctor'], institution: ['institution'], doctor: ['doctor'] },
  ...{ manufacturer: ['manufacturer'], lot: ['lot'], volume: ['doseMl'] },
  ...{ withdrawn: ['state'], version: ['state', 'version'] },
} as const satisfies Readonly<Record<DoseProperty, readonly string[]>>;

/** By item of `DoseContent`. */
const CONTENT_FIELDS = {
  ...{ id: [], healthNumber: [], recordedBy: [], changedBy: [], withdrawn: [], version: [] },
  ...{ vaccine: ['vaccine'], doseNumber: ['dose'], date: ['date'], billingMonth: ['billingMonth'] },
  ...{ setting: ['setting'], place: ['place'], preExam: ['preExam'], preExamDoctor: ['preExamDoctor'] },
  ...{ preExamInstitution: ['preExamInstitution'], institution: ['institution'], doctor: ['doctor'] },
  ...{ manufacturer: ['manufacturer'], lot: ['lot'], volume: ['volume'] },
} as const satisfies Readonly<Record<DoseProperty, readonly (keyof DoseContent)[]>>;

const PERSON_FIELDS = {
  ...{ healthNumber: [], municipality: [], status: [], sex: [], residentSince: [], district: [] },
  ...{ birth: ['birth'], phone: ['phone'], memo: ['memo'] },
} as const satisfies Readonly<Record<keyof typeof PERSON.columns, readonly string[]>>;

/** What of a dose misses a birth date that cannot be read. */
const AGE_FIELDS = { birth: ['ageAtVaccination'] } as const;

/** Rows of kk_kojin. */
export class PersonMapper {
  readonly decoder: Decoder<keyof typeof PERSON.columns>;

  constructor(private readonly options: AdapterOptions) {
    this.decoder = new Decoder('HEALTH_MANAGEMENT', PERSON, options.onQuarantine);
  }

  healthNumber(row: Row): string {
    return this.decoder.text(row, 'healthNumber') ?? '';
  }

  /** R003. A row whose person is not on file (an old number) belongs to nobody else either. */
  isOwn(row: Row): boolean {
    const municipality = this.decoder.text(row, 'municipality');
    if (municipality === null || municipality === this.options.municipality) return true;
    this.decoder.reportRow('municipality', 'OTHER_MUNICIPALITY');
    return false;
  }

  person(row: Row, items: ReadonlySet<HealthPersonItem>): HealthPerson {
    this.decoder.begin();
    const person = {
      healthNumber: this.healthNumber(row),
      ...(items.has('phone') && { phone: this.decoder.text(row, 'phone') }),
      ...(items.has('memo') && { memo: this.decoder.written(row, 'memo') }),
      ...(items.has('birth') && { birth: this.birthDate(row) }),
    };
    return { ...person, setAside: this.decoder.takeSetAside(PERSON_FIELDS) };
  }

  birthDate(row: Row): PartialDate | null {
    return this.decoder.day(row, 'birth', parseEraDigits);
  }
}

/** Rows of kk_sessyu, joined with the person where the age is asked for. */
export class DoseMapper {
  private readonly decoder: Decoder<DoseProperty>;

  constructor(
    options: AdapterOptions,
    private readonly people: PersonMapper,
  ) {
    this.decoder = new Decoder('HEALTH_MANAGEMENT', DOSE, options.onQuarantine);
  }

  /** Adds the codes of the institutions that a row names. What is no code at all is not asked for: it would fail them all. */
  addInstitutions(row: Row, codes: Set<string>): void {
    for (const property of INSTITUTIONS) {
      const code = this.decoder.text(row, property);
      if (code !== null && INSTITUTION_CODE.test(code)) codes.add(code);
    }
  }

  date(row: Row): PartialDate | null {
    return this.decoder.day(row, 'date', parseEraDigits);
  }

  /**
   * The day of a dose that a recall counts; LATER for one after `asOf`. DOUBTFUL where the row does not say on which day,
   * of which vaccine, or whether anything was given at all.
   */
  recallDay(row: Row, asOf: string): string {
    const date = this.date(row);
    const known = this.decoder.code(row, 'vaccine', VACCINE_CODES) !== null;
    const given = this.decoder.code(row, 'preExam', PRE_EXAM_RESULTS) === 'VACCINATED';
    // What is known of the day may already lie behind the one asked about.
    if (date?.iso != null && date.iso > asOf.slice(0, date.iso.length)) return 'LATER';
    return known && given && date?.precision === 'DAY' && date.iso !== null ? date.iso : 'DOUBTFUL';
  }

  record(
    row: Row,
    items: ReadonlySet<ImmunizationItem>,
    institutions: ReadonlyMap<string, Institution>,
  ): ImmunizationRecord {
    const { decoder } = this;
    decoder.begin();
    this.people.decoder.begin();
    const date = items.has('date') || items.has('ageAtVaccination') ? this.date(row) : null;
    // Every record has the same keys in the same order: what reads them is then much quicker.
    return {
      id: String(row['id']),
      healthNumber: this.people.healthNumber(row),
      state: items.has('state') ? this.state(row) : undefined,
      version: items.has('state') ? this.version(row) : undefined,
      vaccine: items.has('vaccine') ? decoder.code(row, 'vaccine', VACCINE_CODES) : undefined,
      doseNumber: items.has('vaccine') ? (decoder.integer(row, 'doseNumber') ?? undefined) : undefined,
      date: items.has('date') ? date : undefined,
      ageAtVaccination: items.has('ageAtVaccination') ? this.age(row, date) : undefined,
      billingMonth: items.has('billingMonth') ? this.billingMonth(row) : undefined,
      setting: items.has('setting') ? decoder.code(row, 'setting', SETTINGS) : undefined,
      place: items.has('place') ? decoder.written(row, 'place') : undefined,
      preExam: items.has('preExam') ? this.preExam(row, items, institutions) : undefined,
      institution: items.has('institution') ? this.institution(row, 'institution', institutions) : undefined,
      doctor: items.has('doctor') ? decoder.written(row, 'doctor') : undefined,
      manufacturer: items.has('manufacturer') ? decoder.code(row, 'manufacturer', MANUFACTURERS) : undefined,
      lot: items.has('lot') ? decoder.text(row, 'lot') : undefined,
      doseMl: items.has('doseMl') ? this.doseMl(row) : undefined,
      // Last: what is set aside while the row is read is known when all of it has been.
      setAside: together(decoder.takeSetAside(DOSE_FIELDS), this.people.decoder.takeSetAside(AGE_FIELDS)),
    };
  }

  /** The whole row, and which of it cannot be read. */
  kept(row: Row): KeptDose {
    const { decoder } = this;
    decoder.begin();
    const date = this.date(row);
    const ml = this.doseMl(row);
    const dose = {
      id: String(row['id']),
      healthNumber: this.people.healthNumber(row),
      version: this.version(row),
      withdrawn: this.isWithdrawn(row) ?? false,
      content: {
        vaccine: decoder.code(row, 'vaccine', VACCINE_CODES),
        dose: decoder.integer(row, 'doseNumber'),
        date: date?.iso ?? null,
        billingMonth: this.billingMonth(row),
        setting: decoder.code(row, 'setting', SETTINGS),
        place: decoder.written(row, 'place'),
        preExam: decoder.code(row, 'preExam', PRE_EXAM_RESULTS),
        preExamInstitution: decoder.text(row, 'preExamInstitution'),
        institution: decoder.text(row, 'institution'),
        preExamDoctor: decoder.written(row, 'preExamDoctor'),
        doctor: decoder.written(row, 'doctor'),
        manufacturer: decoder.text(row, 'manufacturer'),
        lot: decoder.text(row, 'lot'),
        volume: ml === null ? null : Math.round(ml * 100),
      },
    };
    return { ...dose, setAside: decoder.takeSetAside(CONTENT_FIELDS) };
  }

  private version(row: Row): number {
    return this.decoder.integer(row, 'version') ?? 0;
  }

  private isWithdrawn(row: Row): boolean | null {
    return this.decoder.code(row, 'withdrawn', WITHDRAWALS);
  }

  private state(row: Row): DoseState | null {
    if (this.isWithdrawn(row) === true) return 'WITHDRAWN';
    const version = this.version(row);
    if (this.decoder.isAside(STATE)) return null;
    return version === 0 ? 'RECORDED' : 'CORRECTED';
  }

  /** Derived on every read and never stored: a birth date may be corrected later. Uncertain dates give no age. */
  private age(row: Row, date: PartialDate | null): number | null {
    const birth = parsePlainDate(this.people.birthDate(row)?.iso ?? '');
    const day = parsePlainDate(date?.iso ?? '');
    return birth === null || day === null ? null : ageOn(birth, day);
  }

  private billingMonth(row: Row): string | null {
    const text = this.decoder.text(row, 'billingMonth');
    if (text === null) return null;
    return parseEraMonth(text) ?? this.decoder.quarantine('billingMonth', 'BAD_DATE');
  }

  private preExam(
    row: Row,
    items: ReadonlySet<ImmunizationItem>,
    institutions: ReadonlyMap<string, Institution>,
  ): ImmunizationRecord['preExam'] {
    return {
      result: this.decoder.code(row, 'preExam', PRE_EXAM_RESULTS),
      institution: items.has('preExamInstitution')
        ? this.institution(row, 'preExamInstitution', institutions)
        : undefined,
      doctor: items.has('preExamDoctor') ? this.decoder.written(row, 'preExamDoctor') : undefined,
    };
  }

  private institution(
    row: Row,
    property: 'institution' | 'preExamInstitution',
    institutions: ReadonlyMap<string, Institution>,
  ): Institution | null {
    const code = this.decoder.text(row, property);
    if (code === null) return null;
    return institutions.get(code) ?? this.decoder.quarantine(property, 'UNKNOWN_CODE');
  }

  /** ryou holds hundredths of a millilitre. */
  private doseMl(row: Row): number | null {
    const text = this.decoder.text(row, 'volume');
    if (text === null) return null;
    return /^\d{4}$/.test(text) ? Number(text) / 100 : this.decoder.quarantine('volume', 'MALFORMED');
  }
}

function together(
  own: readonly ValueSetAside[] | undefined,
  ofPerson: readonly ValueSetAside[] | undefined,
): readonly ValueSetAside[] | undefined {
  return own === undefined || ofPerson === undefined ? (own ?? ofPerson) : [...own, ...ofPerson];
}
