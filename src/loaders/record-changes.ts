import type DataLoader from 'dataloader';
import { MANUFACTURERS } from '../../adapters/health-management/codes.js';
import type { Institution } from '../../adapters/health-management/model.js';
import { SET_ASIDE, type HasAside } from '../guard/set-aside.js';
import { withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import type { ChangeView } from '../immunization-records/record-access.js';
import type { RowContent } from '../immunization-records/row-content.js';
import { NO_ITEMS } from '../sources/sources.js';
import { batched } from './batch.js';
import { partOf, vaccineOf } from './health.js';
import type { LoaderScope } from './scope.js';
import { asideFields, readable, type Readable } from './set-aside.js';
import { dateValue } from './values.js';

/** What goes with records of doses: their changes, and the places where they were given. */
export const createRecordLoaders = (scope: LoaderScope) => ({
  recordChanges: createRecordChanges(scope),
  institutionNames: createInstitutionNames(scope),
  institutions: (nameOrCode: string, most: number) => findInstitutions(scope, nameOrCode, most),
});

type RecordLoaders = ReturnType<typeof createRecordLoaders>;

/** Changes of rows of the ledger by their numbers, oldest first: of a page, in one statement. */
export type RecordChangesLoader = DataLoader<string, readonly ChangeView[]>;

function createRecordChanges({ guard, records }: LoaderScope): RecordChangesLoader {
  return batched(guard, async (doseIds: readonly string[]) => {
    const found = await records.changesOf(doseIds);
    return doseIds.map((id) => found.get(id) ?? []);
  });
}

/** Names of medical institutions by code: what a change has kept is the code alone. */
function createInstitutionNames({
  guard,
  sources,
  signal,
}: LoaderScope): DataLoader<string, Readable<string>> {
  return batched(guard, async (codes: readonly string[]) => {
    const found = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadInstitutions(codes, { signal: live, items: NO_ITEMS }),
    );
    return found.map((place) => readable('HEALTH_MANAGEMENT', place, ['name', place?.name]));
  });
}

/** The code table of medical institutions, for whoever looks one up. */
async function findInstitutions(
  { sources, signal }: LoaderScope,
  nameOrCode: string,
  most: number,
): Promise<readonly (Institution & HasAside)[]> {
  const found = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.findInstitutions(nameOrCode, most, { signal: live, items: NO_ITEMS }),
  );
  return found.map((place) => ({ ...place, [SET_ASIDE]: asideFields('HEALTH_MANAGEMENT', place) }));
}

/** One change as the graph reads it: every part of it is about the same person. */
export type ChangeNode = Omit<ChangeView, 'before' | 'after'> &
  HasSubject & { readonly before: object | null; readonly after: object | null };

export function changeNode(subject: Subject, { before, after, ...facts }: ChangeView): ChangeNode {
  return withSubject(subject, {
    ...facts,
    before: before && contentNode(subject, before),
    after: after && contentNode(subject, after),
  });
}

/** What stood on file, in the words of the file: dates with their eras, the maker by its name, institutions by code. */
function contentNode(subject: Subject, { content, setAside }: RowContent): HasSubject {
  const { date, preExam, preExamInstitution, preExamDoctor, institution, manufacturer, volume } = content;
  const place = (code: string | null) =>
    code === null ? null : withSubject(subject, { code, name: nameOf(code) });
  const isExam = ({ fields: [field = ''] }: { readonly fields: readonly string[] }) => field in EXAM;
  const row = { setAside: setAside.filter((aside) => !isExam(aside)) };
  const exam = { setAside: setAside.filter(isExam) };
  return withSubject(subject, {
    [SET_ASIDE]: asideFields(SYSTEM, row, { shownAs: { volume: ['doseMl'] } }),
    vaccine: vaccineOf(subject, content.vaccine),
    dose: content.dose,
    date:
      date === null
        ? null
        : dateValue(subject, { iso: date, precision: PRECISIONS[date.length] ?? 'DAY', display: null }),
    billingMonth: content.billingMonth,
    setting: content.setting,
    place: content.place,
    preExam: partOf(subject, {
      result: preExam,
      institution: place(preExamInstitution),
      doctor: preExamDoctor,
      [SET_ASIDE]: asideFields(SYSTEM, exam, { shownAs: EXAM }),
    }),
    institution: place(institution),
    doctor: content.doctor,
    manufacturer: manufacturer === null ? null : (MANUFACTURERS.get(manufacturer) ?? manufacturer),
    lot: content.lot,
    doseMl: volume === null ? null : volume / 100,
  });
}

/** A method where elsewhere the name itself stands: the graph asks it where the name is asked for. */
function nameOf(code: string) {
  return (_none: unknown, { loaders }: { readonly loaders: RecordLoaders }): Promise<Readable<string>> =>
    loaders.institutionNames.load(code);
}

/** Items of the row that the graph shows within the examination. */
const EXAM = {
  preExam: ['result'],
  preExamInstitution: ['institution'],
  preExamDoctor: ['doctor'],
} as const;

const SYSTEM = 'HEALTH_MANAGEMENT';

const PRECISIONS: Readonly<Record<number, 'MONTH' | 'YEAR'>> = { 4: 'YEAR', 7: 'MONTH' };
