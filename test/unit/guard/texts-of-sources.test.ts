import {
  getNamedType,
  isLeafType,
  isObjectType,
  parse,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { guardSchema } from '../../../src/guard/field-guard.js';
import { planOperation } from '../../../src/guard/plan.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { cleanText } from '../../../src/individual-number/tripwire/columns.js';
import { ASKER, ScriptedPolicy } from './harness.js';

/** docs/attacks.md D2: every text that leaves is walked, whatever its class. */

const schema = buildGraph();
const classes = classifySchema(schema);
const texts = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)))
      .filter((field) => ['String', 'ID'].includes(getNamedType(field.type).name))
      .map((field) => `${type.name}.${field.name}`),
  );
const columnOf = (coordinate: string) => classes.get(coordinate)?.text ?? 'FREE';
const SAMPLE = '123456789018';

test('each text of the graph is free text but for these, which hold figures or keys of a shape of their own', () => {
  expect(texts.length).toBeGreaterThan(120);
  expect(
    texts
      .filter((coordinate) => columnOf(coordinate) !== 'FREE')
      .map((c) => `${c} ${columnOf(c)}`)
      .sort(),
  ).toEqual([
    'AccessRecord.record KEY',
    'AccessRecordEdge.cursor KEY',
    'AccountRecord.record KEY',
    'AccountRecordEdge.cursor KEY',
    'Case.number KEY',
    'CaseEdge.cursor KEY',
    'CaseMatch.id KEY',
    'CasePerson.atenaNumber KEY',
    'CaseWindow.id KEY',
    'Certificate.certificateId KEY',
    'CityDesk.telephone PHONE',
    'ComparedSide.lot LOT',
    'CopyLeftOut.atenaNumber KEY',
    'CopyRefusal.atenaNumber KEY',
    'CouponDose.couponNumber KEY',
    'CouponDose.id KEY',
    'CouponDose.lot LOT',
    'CouponDosePayload.doseId KEY',
    'DueRecord.atenaNumber KEY',
    'DueRecord.id KEY',
    'ExchangeRecord.id KEY',
    'FoundPerson.atenaNumber KEY',
    'Immunization.lot LOT',
    'ImmunizationChange.atenaNumber KEY',
    'ImmunizationChange.contentHash KEY',
    'ImmunizationChange.doseId KEY',
    'ImmunizationChange.id KEY',
    'ImmunizationChangeEdge.cursor KEY',
    'ImmunizationContent.lot LOT',
    'InformationRequest.id KEY',
    'InformationRequestEdge.cursor KEY',
    'LoginRecord.record KEY',
    'LoginRecord.session KEY',
    'LoginRecordEdge.cursor KEY',
    'OperationRecord.document KEY',
    'OperationRecord.intent KEY',
    'OperationRecord.policyVersion KEY',
    'OperationRecord.record KEY',
    'PageInfo.endCursor KEY',
    'PageInfo.startCursor KEY',
    'PolicyState.version KEY',
    'ProvidedDose.lot LOT',
    'ProvisionPayload.contentHash KEY',
    'ProvisionRequest.id KEY',
    'ProvisionRequestEdge.cursor KEY',
    'RecallTargetEdge.cursor KEY',
    'ReconciliationFinding.atenaNumber KEY',
    'ReconciliationFinding.digest KEY',
    'ReconciliationFinding.id KEY',
    'ReconciliationFinding.immunizationId KEY',
    'ReconciliationFinding.otherAtenaNumber KEY',
    'ReconciliationFindingEdge.cursor KEY',
    'RecordAccess.subject KEY',
    'RecordAccessEdge.cursor KEY',
    'RecordInquiry.id KEY',
    'Resident.atenaNumber KEY',
    'Resident.integratedNumber KEY',
    'Resident.phone PHONE',
    'ResidentChange.atenaNumber KEY',
    'ResidentChange.id KEY',
    'ResidentChange.integratedNumber KEY',
    'ResidentChange.mergedInto KEY',
    'ResidentChangeEdge.cursor KEY',
    'ResidentEdge.cursor KEY',
    'Review.digest KEY',
    'ReviewFinding.id KEY',
    'ReviewFinding.persons KEY',
    'ReviewFinding.records KEY',
    'SignedReview.digest KEY',
    'SignedReview.record KEY',
    'SignedReview.report KEY',
    'TargetFlag.movement KEY',
    'VaccinationCoupon.number KEY',
    '_Service.sdl KEY',
  ]);
});

test('in each of them, free or not, a number that is named is masked', () => {
  for (const coordinate of texts)
    expect([coordinate, cleanText(`個人番号：${SAMPLE}`, columnOf(coordinate)).text]).toEqual([
      coordinate,
      '個人番号：************',
    ]);
});

test('in free text its digits suffice: the era’s words, the clinic’s name and a label from a table among it', () => {
  const free = texts.filter((coordinate) => columnOf(coordinate) === 'FREE');
  expect(free).toEqual(
    expect.arrayContaining([
      'PartialDate.wareki',
      'MedicalInstitution.name',
      'Vaccine.name',
      'PersonName.alias',
    ]),
  );
  for (const coordinate of free) expect(cleanText(SAMPLE, columnOf(coordinate)).masked).toBe(true);
});

/** What the guard lets out of a field of the real graph whose resolver answers with this text, to whom all is open. */
function letOut(text: string): ReadonlyMap<string, unknown> {
  const graph = buildGraph();
  const fields = Object.values(graph.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
    )
    .filter(([coordinate]) => texts.includes(coordinate));
  for (const [, field] of fields) field.resolve = () => text;
  const graphClasses = classifySchema(graph);
  guardSchema(graph, graphClasses);
  const document = parse('{ __typename }');
  const operation = document.definitions[0] as OperationDefinitionNode;
  const guard = new RequestGuard({
    ...{ policy: new ScriptedPolicy(), classes: graphClasses, asker: ASKER, trace: new AccessTrace() },
    ...{ plan: planOperation(graph, graphClasses, document, operation), numbers: new KnownNumbers() },
  });
  return new Map(
    fields.map(([coordinate, field]) => {
      const info = { path: { prev: undefined, key: field.name, typename: undefined } };
      return [coordinate, field.resolve?.({}, {}, { guard }, info as GraphQLResolveInfo)];
    }),
  );
}

test('the guard sends each of them through there, whatever its class', () => {
  const named = letOut(`個人番号：${SAMPLE}`);
  expect([...named.keys()].sort()).toEqual([...texts].sort());
  expect([...named].filter(([, text]) => text !== '個人番号：************')).toEqual([]);
  const bare = [...letOut(SAMPLE)].filter(([coordinate]) => columnOf(coordinate) === 'FREE');
  expect(bare.filter(([, text]) => text !== '************')).toEqual([]);
});
