import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { cleanText } from '../../../src/individual-number/tripwire/columns.js';

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
    'CopyRefusal.atenaNumber KEY',
    'ExchangeRecord.id KEY',
    'FoundPerson.atenaNumber KEY',
    'Immunization.lot LOT',
    'InformationRequest.id KEY',
    'InformationRequestEdge.cursor KEY',
    'PageInfo.endCursor KEY',
    'PageInfo.startCursor KEY',
    'ProvisionPayload.contentHash KEY',
    'ProvisionRequest.id KEY',
    'ProvisionRequestEdge.cursor KEY',
    'RecallTargetEdge.cursor KEY',
    'Resident.atenaNumber KEY',
    'Resident.phone PHONE',
    'ResidentEdge.cursor KEY',
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
