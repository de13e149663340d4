import type { PersonKeys } from '../../adapters/address-name/model.js';
import { VACCINES } from '../../adapters/health-management/codes.js';
import type {
  CertificateItem,
  CertificateRecord,
  HealthPerson,
  HealthPersonItem,
  ImmunizationItem,
  ImmunizationRecord,
  Institution,
} from '../../adapters/health-management/model.js';
import { SourceError } from '../errors/source-error.js';
import { SUBJECT, withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import { healthNumbersOf, notNumbered, tried } from '../persons/person-keys.js';
import type { Labels } from '../policy/terms.js';
import { sourceUnavailable } from '../sources/source-unavailable.js';
import { batchedByPerson, groupByItems, type PersonLoader } from './batch.js';
import type { PersonKeysLoader } from './person-keys.js';
import type { LoaderScope } from './scope.js';
import { SET_ASIDE, type HasAside } from '../guard/set-aside.js';
import { asideFields } from './set-aside.js';
import { dateValue, type DateValue } from './values.js';

type Items<Item> = readonly (readonly [coordinate: string, item: Item])[];

const PERSON_ITEMS: Items<HealthPersonItem> = [
  ['Resident.phone', 'phone'],
  ['Resident.memo', 'memo'],
];

const IMMUNIZATION_ITEMS: Items<ImmunizationItem> = [
  ['Immunization.vaccine', 'vaccine'],
  ['Immunization.dose', 'vaccine'],
  ['Immunization.date', 'date'],
  ['Immunization.ageAtVaccination', 'ageAtVaccination'],
  ['Immunization.billingMonth', 'billingMonth'],
  ['Immunization.setting', 'setting'],
  ['Immunization.place', 'place'],
  ['Immunization.preExam', 'preExam'],
  // Whether it was a dose at all.
  ['Resident.recommendations', 'preExam'],
  ['Immunization.evaluation', 'preExam'],
  ['PreExam.institution', 'preExamInstitution'],
  ['PreExam.doctor', 'preExamDoctor'],
  ['Immunization.institution', 'institution'],
  ['Immunization.doctor', 'doctor'],
  ['Immunization.manufacturer', 'manufacturer'],
  ['Immunization.lot', 'lot'],
  ['Immunization.doseMl', 'doseMl'],
];

const SYSTEM = 'HEALTH_MANAGEMENT';

const CERTIFICATE_ITEMS: Items<CertificateItem> = [
  ['Certificate.certificateId', 'certificateId'],
  ['Certificate.vaccineKind', 'vaccineKind'],
  ['Certificate.productName', 'productName'],
  ['Certificate.passport', 'passport'],
  ['Certificate.issuedOn', 'issuedOn'],
];

/** Whatever this system answers. */
export const HEALTH_COORDINATES: readonly string[] = [
  ...PERSON_ITEMS,
  ...IMMUNIZATION_ITEMS,
  ...CERTIFICATE_ITEMS,
].map(([coordinate]) => coordinate);

export interface VaccineNode extends HasSubject {
  readonly code: string;
  readonly name: string;
}

/**
 * One vaccination as the graph reads it: the record's items, with dates and parts that know whom they are about.
 */
export type ImmunizationNode = Omit<ImmunizationRecord, 'vaccine' | 'date' | 'version' | 'setAside'> &
  HasSubject &
  HasAside & {
    readonly vaccine: VaccineNode | null;
    readonly dose: number | null;
    readonly version: string;
    readonly date: DateValue | null;
  };

export type CertificateNode = Omit<CertificateRecord, 'vaccineKind' | 'issuedOn' | 'setAside'> &
  HasSubject &
  HasAside & { readonly vaccineKind: VaccineNode | null; readonly issuedOn: DateValue | null };

/** Loaders are keyed by the person's 宛名番号, but need the person's labels: those travel in the subject. */
export interface HealthLoaders {
  readonly person: PersonLoader<HealthPerson | null>;
  readonly immunizations: PersonLoader<readonly ImmunizationNode[]>;
  readonly certificates: PersonLoader<readonly CertificateNode[]>;
}

export function createHealthLoaders(scope: LoaderScope, keys: PersonKeysLoader): HealthLoaders {
  const { health } = scope.sources;
  return {
    person: healthLoader(scope, keys, {
      coordinates: PERSON_ITEMS,
      read: (numbers, call) => health.loadMany(numbers, call),
      // Only the current number has a row; old ones live on in the ledger alone.
      join: (_subject, rows: readonly (HealthPerson | null)[]) => rows.find((row) => row !== null) ?? null,
    }),
    immunizations: healthLoader(scope, keys, {
      coordinates: IMMUNIZATION_ITEMS,
      // Withdrawn records as well: whether one may stand in a list, whoever makes the list says.
      always: ['vaccine', 'date', 'state'],
      read: (numbers, call) => health.loadImmunizations(numbers, call),
      join: (subject, rows: readonly (readonly ImmunizationRecord[] | null)[]) =>
        rows
          .flatMap((row) => row ?? [])
          .map((row) => immunizationNode(subject, row))
          .sort(byDate),
    }),
    certificates: healthLoader(scope, keys, {
      coordinates: CERTIFICATE_ITEMS,
      read: (numbers, call) => health.loadCertificates(numbers, call),
      join: (subject, rows: readonly (readonly CertificateRecord[] | null)[]) =>
        rows.flatMap((row) => row ?? []).map((row) => certificateNode(subject, row)),
    }),
  };
}

interface HealthRead<Item extends string, Row, Value> {
  readonly coordinates: Items<Item>;
  /** Needed to join or order, whether or not they are shown. */
  readonly always?: readonly Item[];
  read(
    numbers: readonly string[],
    call: { signal: AbortSignal; items: ReadonlySet<Item> },
  ): Promise<readonly (Row | null)[]>;
  /** One person's rows, one per number they have or had in this system. */
  join(subject: Subject, rows: readonly (Row | null)[]): Value;
}

function healthLoader<Item extends string, Row, Value>(
  scope: LoaderScope,
  keys: PersonKeysLoader,
  reading: HealthRead<Item, Row, Value>,
): PersonLoader<Value> {
  const { sources, guard, signal } = scope;
  const itemsFor = (labels: Labels) => {
    const open = reading.coordinates.flatMap(([coordinate, item]) =>
      guard.opens(coordinate, labels) ? [item] : [],
    );
    return [...new Set([...open, ...(reading.always ?? [])])];
  };
  return batchedByPerson(guard, async (subjects) => {
    const people = await keys.loadMany(subjects);
    const numbers = new Map(subjects.map((subject, at) => [subject, filedNumbers(people[at])]));
    const rows = new Map<string, Row | null>();
    for (const group of groupByItems(subjects, ({ labels }) => labels, itemsFor)) {
      const asked = group.rows.flatMap((subject) => {
        const own = numbers.get(subject);
        return own === undefined || own instanceof Error ? [] : own;
      });
      if (asked.length === 0) continue;
      const loaded = await sources.ask(SYSTEM, signal, (live) =>
        reading.read(asked, { signal: live, items: group.items }),
      );
      asked.forEach((number, at) => rows.set(number, loaded[at] ?? null));
    }
    const values: (Value | Error)[] = [];
    // A page of a thousand persons has fifteen thousand doses.
    await guard.loop.each(subjects, (subject) => {
      const own = numbers.get(subject) ?? [];
      if (own instanceof Error) values.push(own);
      else
        values.push(
          reading.join(
            subject,
            own.map((number) => rows.get(number) ?? null),
          ),
        );
    });
    return values;
  });
}

/** The numbers under which all of the person is; else why nothing can be said of them. */
function filedNumbers(keys: PersonKeys | Error | null | undefined): readonly string[] | Error {
  if (keys instanceof Error) return keys;
  const numbers = tried(() => healthNumbersOf(keys));
  if (numbers instanceof SourceError) return sourceUnavailable(numbers);
  return numbers.length === 0 ? notNumbered(SYSTEM) : numbers;
}

/** Code and Japanese name of a vaccine, or null for a code the source's table does not know. */
export function vaccineOf(subject: Subject, code: string | null | undefined): VaccineNode | null {
  const vaccine = code == null ? undefined : VACCINES.get(code);
  return vaccine === undefined ? null : { code: vaccine.code, name: vaccine.nameJa, [SUBJECT]: subject };
}

/** The same part, known to be about this person: what the guard records of it must name them. */
export function partOf<Part extends object>(
  subject: Subject,
  part: Part | null | undefined,
): (Part & HasSubject) | null {
  return part == null ? null : withSubject(subject, { ...part });
}

const OF_A_DOSE = { shownAs: { doseNumber: ['dose'] } };
const OF_A_PRE_EXAM = { part: 'preExam' };

function immunizationNode(subject: Subject, row: ImmunizationRecord): ImmunizationNode {
  const { preExam } = row;
  // All nodes have the same keys in the same order: what reads them is then much quicker.
  return {
    id: row.id,
    healthNumber: row.healthNumber,
    state: row.state,
    ageAtVaccination: row.ageAtVaccination,
    billingMonth: row.billingMonth,
    setting: row.setting,
    place: row.place,
    doctor: row.doctor,
    manufacturer: row.manufacturer,
    lot: row.lot,
    doseMl: row.doseMl,
    doseNumber: row.doseNumber,
    vaccine: vaccineOf(subject, row.vaccine),
    dose: row.doseNumber ?? null,
    version: String(row.version ?? 0),
    date: dateValue(subject, row.date),
    preExam: preExam == null ? null : preExamNode(subject, preExam, row),
    institution: institutionNode(subject, row.institution),
    [SUBJECT]: subject,
    [SET_ASIDE]: asideFields(SYSTEM, row, OF_A_DOSE),
  };
}

type PreExamRecord = NonNullable<ImmunizationRecord['preExam']>;

function preExamNode(
  subject: Subject,
  { result, institution, doctor }: PreExamRecord,
  row: ImmunizationRecord,
): PreExamRecord & HasSubject & HasAside {
  return {
    ...{ result, institution: institutionNode(subject, institution), doctor },
    [SUBJECT]: subject,
    [SET_ASIDE]: asideFields(SYSTEM, row, OF_A_PRE_EXAM),
  };
}

function institutionNode(
  subject: Subject,
  place: Institution | null | undefined,
): (Institution & HasSubject & HasAside) | null {
  if (place == null) return null;
  const { code, name } = place;
  return { code, name, [SUBJECT]: subject, [SET_ASIDE]: asideFields(SYSTEM, place) };
}

function certificateNode(subject: Subject, row: CertificateRecord): CertificateNode {
  const { passport } = row;
  return withSubject(subject, {
    ...row,
    [SET_ASIDE]: asideFields(SYSTEM, row),
    vaccineKind: vaccineOf(subject, row.vaccineKind),
    passport: partOf(
      subject,
      passport && { ...passport, [SET_ASIDE]: asideFields(SYSTEM, row, { part: 'passport' }) },
    ),
    issuedOn: dateValue(subject, row.issuedOn),
  });
}

function byDate(one: ImmunizationNode, other: ImmunizationNode): number {
  const [a, b] = [one.date?.iso ?? '', other.date?.iso ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
