import type { ResidentCriteria } from '../../adapters/resident-registry/model.js';
import type { Sealed } from '../individual-number/sealed.js';
import type { Subject } from '../guard/subject.js';
import { loadAccessHistory, loadAccountHistory, logSubject, type LogListing } from './access-history.js';
import { loadOperation, loadRecordAccesses } from './access-record.js';
import { loadDisclosureExtract, type ExtractAsked } from './disclosure-extract.js';
import { createCoverage } from './coverage.js';
import { digestOf, findPersonByNumber, findPersons, matchPerson, type Shown } from './found-persons.js';
import { evaluateDose } from './dose-evaluation.js';
import { createHealthLoaders, type ImmunizationNode } from './health.js';
import { createHouseholdReader } from './households.js';
import { createIntegratedNumberLoader } from './integrated-numbers.js';
import { createLinkageLoaders } from './linkage.js';
import { createVrsLoaders } from './vaccination-record.js';
import { agesOf, isBornOn } from './own-birth-date.js';
import { createOwnHousehold } from './own-household.js';
import { createPersonKeysLoader, findByNumber, verifyNumber } from './person-keys.js';
import { loadLoginHistory } from './login-history.js';
import { loadDueRecords } from './due-records.js';
import { createRecordLoaders } from './record-changes.js';
import { createRecall } from './recall.js';
import { loadChange, loadChangePage } from './resident-changes.js';
import { countResidents, loadResidentPage, type ResidentListing } from './resident-pages.js';
import { loadRecommendations } from './recommendations.js';
import { createResidentLoader, loadSubjects, type ResidentNode } from './residents.js';
import type { LoaderScope } from './scope.js';
import { searchable } from './searchable.js';
import { loadStandingItems } from './standing-items.js';

/** All ways to data, for one request. Nothing here outlives it or is shared between callers. */
export function createLoaders(scope: LoaderScope) {
  const ownHousehold = createOwnHousehold(scope);
  const residents = createResidentLoader(scope, ownHousehold);
  const personKeys = createPersonKeysLoader(scope);
  const health = createHealthLoaders(scope, personKeys);
  const integratedNumber = createIntegratedNumberLoader(scope);
  const subjectsOf = (numbers: readonly string[]) => loadSubjects(scope, ownHousehold, numbers);
  const forChanges = {
    ...scope,
    subjectsOf,
    integratedNumber: (subjects: readonly Subject[]) =>
      Promise.all(subjects.map((subject) => integratedNumber.load(subject))),
  };
  return {
    residents,
    personKeys,
    integratedNumber,
    household: createHouseholdReader(scope, residents),
    health,
    recommendations: (resident: ResidentNode, asOf: string | null) =>
      loadRecommendations(scope, health, resident, asOf),
    doseEvaluation: (dose: ImmunizationNode) => evaluateDose(scope, { residents, health }, dose),
    ...createRecordLoaders(scope),
    linkage: createLinkageLoaders(scope),
    vrs: createVrsLoaders(scope),
    searchable: (criteria: ResidentCriteria, uses: readonly string[]) =>
      searchable(scope, ownHousehold, criteria, uses),
    subjects: subjectsOf,
    residentPage: (listing: ResidentListing) => loadResidentPage(scope, residents, listing),
    residentCount: (criteria: ResidentCriteria, names: boolean) => countResidents(scope, criteria, names),
    findPersons: (criteria: { readonly kanaPrefix?: string; readonly birthDate?: string }) =>
      findPersons(scope, ownHousehold, criteria),
    findPersonByNumber: (number: Sealed<string>) => findPersonByNumber(scope, ownHousehold, number),
    matchPerson: (atenaNumber: string, shown: Shown) => matchPerson(scope, atenaNumber, shown),
    digestOf: (shown: Shown) => digestOf(scope, shown),
    findByNumber: (number: Sealed<string>) => findByNumber(scope, number),
    verifyNumber: (atenaNumber: string, number: Sealed<string>) => verifyNumber(scope, atenaNumber, number),
    ...createCoverage(scope),
    logSubject: (atenaNumber: string) => logSubject(scope, ownHousehold, atenaNumber),
    accessHistory: (subject: Subject, listing: Parameters<typeof loadAccessHistory>[2]) =>
      loadAccessHistory(scope, subject, listing),
    accountHistory: (account: string, listing: LogListing) => loadAccountHistory(scope, account, listing),
    accessRecord: (record: string) => loadOperation(scope, record),
    recordAccesses: (record: string, page: { readonly first: number; readonly after: string | null }) =>
      loadRecordAccesses(scope, record, page),
    loginHistory: (account: string | null, listing: LogListing) => loadLoginHistory(scope, account, listing),
    agesOf: (numbers: readonly string[]) => agesOf(scope, subjectsOf, numbers),
    isBornOn: (atenaNumber: string, day: string) => isBornOn(scope, atenaNumber, day),
    disclosureExtract: (subject: Subject, asked: ExtractAsked) =>
      loadDisclosureExtract(scope, subject, asked),
    dueRecords: (page: { readonly first: number; readonly after: string | null }) =>
      loadDueRecords(scope, subjectsOf, { keep: scope.keepRecords, ...page }),
    residentChanges: (listing: { readonly first: number; readonly after: string | null }) =>
      loadChangePage(forChanges, scope.movements, listing),
    residentChange: (position: number) => loadChange(forChanges, scope.movements, position),
    standingItems: (subject: Subject) => loadStandingItems(scope, subject),
    ...createRecall(scope, residents),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
