import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getNamedType, isInputObjectType, isObjectType, isScalarType, type GraphQLInputType } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { classifySchema } from '../../../src/guard/classification.js';

/**
 * Every text of the graph's arguments that could name a person is declared at its field, so that the guard judges and
 * records everybody before anything is done; or it stands here with the reason why it need not be. A new one is in
 * neither, and fails.
 */

/** Numbers of persons by the look of their names, and whatever is an id. */
const NAMES_SOMEBODY = /person|resident|atena|subject|household|number|merged|coupon/i;
const IDS: ReadonlySet<string> = new Set(['ID', 'IndividualNumberInput', '_Any']);

/** Each with the tests that show it. */
const REASONS = {
  /** A question: the answer says whom it is about, found or not, and is judged and recorded for them. */
  ANSWER: ['attack/audit-truth', 'attack/question-is-access', 'attack/second-persons'],
  /** A thing that is looked for among those of the person who is declared beside it, and nowhere else. */
  OF_THE_PERSON: ['integration/records', 'integration/vaccination-record', 'integration/movements'],
  /** A coupon: whose it is, is told to nobody, nor that somebody has it. */
  COUPON: ['attack/vaccination-record'],
  /** A name that is given to what is being made; it leads to nothing yet. */
  NEW: ['integration/cases'],
  /** Compared for the person who is declared beside it; of whom else it is, is not looked for. */
  COMPARED: ['integration/cases'],
  /** A household, of which nothing is read for it. */
  HOUSEHOLD: ['unit/movements/judge'],
  /** A row of a table that is published, or the city's own. */
  TABLE: ['integration/master-data'],
  /** A place in the log, where persons are pseudonyms. */
  LOG: ['integration/access-history'],
  /** An account, a contract or a term of office; also whose number a member of staff has, which is no access. */
  STAFF: ['integration/staff'],
} as const;

const NOT_DECLARED: Readonly<Record<string, keyof typeof REASONS>> = {
  'Query.resident.atenaNumber': 'ANSWER',
  'Query.residentByIndividualNumber.number': 'ANSWER',
  'Query.verifyIndividualNumber.atenaNumber': 'ANSWER',
  'Query.verifyIndividualNumber.number': 'ANSWER',
  'Query.findPersonByNumber.number': 'ANSWER',
  'Query.informationRequest.id': 'ANSWER',
  'Query.provisionRequest.id': 'ANSWER',
  'Query.case.number': 'ANSWER',
  'Query.accessHistory.subject': 'ANSWER',
  'Query._entities.representations': 'ANSWER',
  'ResidentFilter.atenaNumbers': 'ANSWER',
  'ReconciliationFindingFilter.atenaNumber': 'ANSWER',
  'CorrectImmunizationInput.id': 'OF_THE_PERSON',
  'WithdrawImmunizationInput.id': 'OF_THE_PERSON',
  'DecideImmunizationChangeInput.id': 'OF_THE_PERSON',
  'ApplyMovementInput.cancels': 'OF_THE_PERSON',
  'SetTargetFlagInput.movement': 'OF_THE_PERSON',
  'CancelTargetFlagInput.movement': 'OF_THE_PERSON',
  'CorrectCouponDoseInput.doseId': 'OF_THE_PERSON',
  'WithdrawCouponDoseInput.doseId': 'OF_THE_PERSON',
  'RecordImmunizationInput.coupon': 'COUPON',
  'RegisterTargetInput.couponNumber': 'COUPON',
  'ReissueCouponInput.couponNumber': 'COUPON',
  'CorrectCouponDoseInput.couponNumber': 'COUPON',
  'OpenCaseInput.documentNumber': 'NEW',
  'MatchPersonInput.number': 'COMPARED',
  'MovementHouseholdInput.number': 'HOUSEHOLD',
  'OpenCaseInput.window': 'TABLE',
  'RequestInformationInput.provider': 'TABLE',
  'RequestInformationInput.items': 'TABLE',
  'SetNonDisclosureInput.items': 'TABLE',
  'Query.accessRecord.record': 'LOG',
  'Query.recordAccesses.record': 'LOG',
  'ClassifyFindingInput.id': 'LOG',
  'AccessConditionsInput.accounts': 'STAFF',
  'Query.accountHistory.account': 'STAFF',
  'Query.loginHistory.account': 'STAFF',
  'Query.contractorReport.contract': 'STAFF',
  'Query.account.id': 'STAFF',
  'Query.permissionsOf.account': 'STAFF',
  'Query.policyMatrix.role': 'STAFF',
  'Query.grants.account': 'STAFF',
  'ExplainInput.account': 'STAFF',
  'CreateAccountInput.account': 'STAFF',
  'CreateAccountInput.personId': 'STAFF',
  'AssignDepartmentInput.account': 'STAFF',
  'Mutation.endAccount.account': 'STAFF',
  'Mutation.renewCredential.account': 'STAFF',
  'Mutation.recordTraining.account': 'STAFF',
  'Mutation.recordPledge.account': 'STAFF',
  'Mutation.endSession.account': 'STAFF',
  'GrantMenuInput.account': 'STAFF',
  'Mutation.revokeGrant.id': 'STAFF',
  'OfficeInput.account': 'STAFF',
  'RegisterContractInput.contract': 'STAFF',
  'ReEntrustmentInput.primeContract': 'STAFF',
  'CompleteContractInput.contract': 'STAFF',
  'Mutation.endContract.contract': 'STAFF',
  'Mutation.endOffice.id': 'STAFF',
  'RosterLineInput.contract': 'STAFF',
  'RosterLineInput.account': 'STAFF',
  'Mutation.removeRosterLine.id': 'STAFF',
};

interface Text {
  /** `Type.field.argument`, or of an input object `Type.key`. */
  readonly coordinate: string;
  readonly path: string;
}

/** The texts below an argument that could name somebody. An input object that holds itself is walked once. */
function textsOf(
  type: GraphQLInputType,
  { coordinate, path }: Text,
  met: readonly string[],
): readonly Text[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    if (met.includes(named.name)) return [];
    return Object.values(named.getFields()).flatMap((key) =>
      textsOf(key.type, { coordinate: `${named.name}.${key.name}`, path: `${path}.${key.name}` }, [
        ...met,
        named.name,
      ]),
    );
  }
  if (!isScalarType(named)) return [];
  const key = path.split('.').at(-1) ?? '';
  return IDS.has(named.name) || (named.name === 'String' && NAMES_SOMEBODY.test(key))
    ? [{ coordinate, path }]
    : [];
}

const schema = buildGraph();
const classes = classifySchema(schema);
const texts = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    Object.values(isObjectType(type) ? type.getFields() : {}).flatMap((field) => {
      const { persons = [] } = classes.get(`${type.name}.${field.name}`) ?? {};
      const declared = new Set(persons.map(({ path }) => path.join('.')));
      return field.args
        .flatMap(({ name, type: given }) =>
          textsOf(given, { coordinate: `${type.name}.${field.name}.${name}`, path: name }, []),
        )
        .map((text) => ({ ...text, isDeclared: declared.has(text.path) }));
    }),
  );
const undeclared = [...new Set(texts.filter((one) => !one.isDeclared).map(({ coordinate }) => coordinate))];

test('every argument that could name a person is declared, or stands here with a reason', () => {
  expect(texts.filter(({ isDeclared }) => isDeclared).length).toBeGreaterThanOrEqual(25);
  expect(undeclared.filter((coordinate) => !Object.hasOwn(NOT_DECLARED, coordinate))).toEqual([]);
});

test('and no reason stands here that no argument needs', () => {
  expect(Object.keys(NOT_DECLARED).filter((coordinate) => !undeclared.includes(coordinate))).toEqual([]);
});

test('whatever a mutation calls by the number of a resident is declared, without exception', () => {
  const numbers = texts.filter(({ path }) => /(^|\.)(atenaNumbers?|mergedInto|subject)$/.test(path));
  const ofMutations = numbers.filter(
    ({ coordinate }) => !/^(Query|ResidentFilter|Reconciliation)/.test(coordinate),
  );
  expect(ofMutations.length).toBeGreaterThanOrEqual(20);
  expect(ofMutations.filter(({ isDeclared }) => !isDeclared)).toEqual([]);
});

test.each(Object.entries(REASONS))('%s has tests that show it', (_reason, tests) => {
  for (const name of tests) expect([name, existsSync(join('test', `${name}.test.ts`))]).toEqual([name, true]);
});
