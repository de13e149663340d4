import { CaseDesk } from '../../../src/cases/case-desk.js';
import { FindingDesk } from '../../../src/reconciliation/finding-desk.js';
import { RecordDesk } from '../../../src/immunization-records/record-desk.js';
import { randomBytes } from 'node:crypto';
import { execute, parse, validate, type OperationDefinitionNode } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { MUNICIPALITY } from '../../../src/about.js';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import type { RequestContext } from '../../../src/request/request-context.js';
import { createSubjectLoader } from '../../../src/request/subject-loader.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { guardSchema } from '../../../src/guard/field-guard.js';
import { planOperation } from '../../../src/guard/plan.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import type { Publications } from '../../../src/statistics/publications.js';
import type { LogScope } from '../../../src/loaders/log-scope.js';
import { SourceBudget } from '../../../src/sources/source-budget.js';
import { createCursorCodec } from '../../../src/paging/cursor.js';
import { createLoaders } from '../../../src/loaders/loaders.js';
import { MovementDesk } from '../../../src/movements/movement-desk.js';
import { Persons } from '../../../src/persons/persons.js';
import { openSources } from '../../../src/sources/open-sources.js';
import { parseSettings } from '../../../src/config/parse.js';
import type { Purpose } from '../../../src/policy/terms.js';
import { someone } from '../../../src/policy/grants.js';
import { SourcePolicies } from '../../../src/sources/source-policy.js';
import { noVrs } from '../../../src/vaccination-record/no-vrs.js';
import { CityFacts } from '../../../src/request/city-facts.js';
import { Viewer } from '../../../src/request/viewer.js';
import { AdministrationDesk } from '../../../src/administration/administration-desk.js';
import type { AuditAccess } from '../../../src/review/audit-access.js';
import { StaffAccess } from '../../../src/staff/access.js';
import { cityEnvironment, cityRows, testCity } from '../../support/city.js';
import { policy, question } from '../policy/harness.js';
import type { ScriptedLinkage } from './scripted-linkage.js';
import { readableAccesses } from '../../support/readable-accesses.js';

/**
 * The city's graph, guard, rules and registry, over a linkage that does what it is told and remembers what
 * reached it.
 */
const schema = buildGraph();
const classes = classifySchema(schema);
guardSchema(schema, classes);

export interface Asking {
  readonly role?: string;
  readonly purpose?: Purpose | null;
  readonly hasCase?: boolean;
  readonly amr?: readonly string[];
  /** 宛名番号 of the one who asks. */
  readonly own?: string;
  readonly variables?: Record<string, unknown>;
}

export async function openBench() {
  const settings = parseSettings(cityEnvironment('/nonexistent'), '/nonexistent');
  const sources = await openSources({
    urls: settings.sources,
    intermediate: null,
    municipality: MUNICIPALITY,
    policies: new SourcePolicies(),
    measures: null,
    onQuarantine: () => undefined,
    onFault: () => undefined,
  });
  const ask = async (linkage: ScriptedLinkage, text: string, asking: Asking = {}) => {
    const {
      role = 'number-clerk',
      purpose = 'HISTORY',
      hasCase = true,
      amr = ['uid', 'palm_vein'],
      own = null,
      variables = {},
    } = asking;
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const plan = planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
    const trace = new AccessTrace();
    const principal = { ...someone(role, amr), ownAtenaNumber: own };
    const { zone } = question(`${role} - READ PUBLIC`);
    const asker = { principal, purpose, zone, hasCase };
    const guard = new RequestGuard({ policy, classes, asker, plan, trace, numbers: new KnownNumbers() });
    const today = testCity().manifest.asOf;
    const loaders = createLoaders({
      ...{
        sources,
        guard,
        today,
        ownAtenaNumber: own,
        contract: null,
        schedule: policy.schedule,
        fewPersons: policy.caps.fewPersons,
      },
      ...{
        budget: new SourceBudget(),
        cursors: createCursorCodec(randomBytes(32)),
        signal: new AbortController().signal,
      },
      accessLog: Object.create(null) as LogScope,
      keepRecords: policy.records.keep,
      statistics: policy.statistics,
      publications: Object.create(null) as Publications,
      linkage,
      records: Object.create(RecordDesk.prototype) as RecordDesk,
      movements: Object.create(MovementDesk.prototype) as MovementDesk,
      vrs: noVrs(),
      persons: new Persons({ sources, today, signal: new AbortController().signal }),
    });
    const contextValue: RequestContext = {
      claims: { ...asker, caseNumber: hasCase ? 'K-2023-17' : null, namedCase: null },
      ...{
        guard,
        loaders,
        today,
        linkage,
        vrs: noVrs(),
        sourceStates: async () => sources.table.states(),
        subjects: createSubjectLoader(loaders, {
          linkage,
          cases: Object.create(CaseDesk.prototype) as CaseDesk,
          vrs: noVrs(),
          findings: Object.create(FindingDesk.prototype) as FindingDesk,
        }),
        countAttempt: () => Promise.resolve(),
        countSearch: () => Promise.resolve(),
        cases: Object.create(CaseDesk.prototype) as CaseDesk,
        auditDesk: Object.create(null) as AuditAccess,
        administration: Object.create(AdministrationDesk.prototype) as AdministrationDesk,
        findings: Object.create(FindingDesk.prototype) as FindingDesk,
        records: Object.create(RecordDesk.prototype) as RecordDesk,
        movements: Object.create(MovementDesk.prototype) as MovementDesk,
        sdl: async () => '',
      },
      sessions: { logOut: async () => false, endSessionOf: async () => false, times: async () => null },
      city: Object.create(CityFacts.prototype) as CityFacts,
      viewer: Object.create(Viewer.prototype) as Viewer,
      staff: Object.create(StaffAccess.prototype) as StaffAccess,
    };
    const { data = null, errors = [] } = await execute({
      schema,
      document,
      contextValue,
      variableValues: variables,
    });
    return {
      data: JSON.parse(JSON.stringify(data)) as never,
      codes: errors.map((error) => error.extensions['code']),
      withheld: guard.withheld.map(({ path, reason }) => `${path.join('.')} ${reason}`),
      accesses: readableAccesses(trace).map(
        ({ coordinate, outcome, subject, reason }) =>
          `${coordinate} ${outcome} ${subject ?? '-'} ${reason ?? '-'}`,
      ),
    };
  };
  return { ask, close: () => sources.close() };
}

const one = (where: string, ...values: string[]): string => {
  const [row] = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE ${where} LIMIT 1`,
    ...values,
  );
  if (row === undefined) throw new Error('the city has no such person');
  return row.id;
};
const day = (): string => testCity().manifest.asOf.replaceAll('-', '');
const UNDER_MEASURES = `(SELECT ATENA_NO FROM JUKI_SIEN WHERE KAISI_YMD <= ? AND SYURYO_YMD >= ? AND TORIKESI_FLG <> '1')`;

/** One person of each kind. */
export function persons() {
  return {
    resident: one(
      `JUMIN_JOTAI = '1' AND SICHOSON_CD = '132101' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)`,
    ),
    protectedOne: one(
      `JUMIN_JOTAI = '1' AND SICHOSON_CD = '132101' AND ATENA_NO IN ${UNDER_MEASURES}`,
      day(),
      day(),
    ),
    movedOut: one(
      `JUMIN_JOTAI = '2' AND SICHOSON_CD = '132101' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)`,
    ),
    nobody: '999999999999999',
  };
}
