import { isObjectType } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import type { AccessEntry } from '../../../src/audit/index/access-history.js';
import { entryOf } from '../../../src/disclosure/extract.js';
import { isOfLinkage } from '../../../src/disclosure/linkage-items.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { labelFields } from '../../../src/guard/field-labels.js';
import { policy } from '../policy/harness.js';

/**
 * What the access log tells a person of linkage: that it was looked into, and nothing that tells of an exchange.
 */

const schema = buildGraph();
const classes = classifySchema(schema);
const labels = labelFields(schema);

function told(coordinates: readonly string[], underSupportMeasures = false) {
  const access: AccessEntry = {
    record: 'w/1',
    at: '2023-06-27T01:00:00.000Z',
    subject: 'p1',
    account: 'manager',
    role: 'manager',
    purpose: 'HISTORY',
    case: 'K-1',
    zone: 'NUMBER_USE',
    fields: coordinates.map((coordinate) => ({ coordinate, outcome: 'DISCLOSED', reason: null, count: 1 })),
  };
  return (
    entryOf(access, {
      classes,
      labels,
      purposes: policy.purposes,
      investigations: [],
      today: '2023-06-27',
      isHomeProtected: underSupportMeasures,
    })?.items ?? null
  );
}

const LOOK = ['Resident.linkage', 'Linkage.requests', 'Linkage.records'];
const EXCHANGE = [
  'InformationRequest.provider',
  'LinkageBody.name',
  'InformationRequest.answer',
  'LinkedValue.value',
  'InformationRequest.resident',
  'InformationRequest.id',
];
const ACTS = [
  'Mutation.approveProvision',
  'ProvisionDecisionPayload.provision',
  'ProvisionRequest.inquirer',
  'ProvisionRequest.state',
];

test('a look at nothing, an answer and an approval are told alike', () => {
  for (const coordinates of [
    LOOK,
    [...LOOK, ...EXCHANGE],
    EXCHANGE,
    ACTS,
    ['Mutation.requestInformation'],
    ['Query.exchangeExtract'],
  ]) {
    expect(told(coordinates)).toMatchObject([{ itemJa: '情報連携', outcomeJa: '取り扱いました' }]);
  }
});

test('what else was handled is told beside it', () => {
  expect(told(['Resident.birthDate', ...EXCHANGE])?.map(({ itemJa }) => itemJa)).toEqual([
    '生年月日',
    '情報連携',
  ]);
});

test('to a person under support measures nothing of linkage is told at all', () => {
  expect(told([...LOOK, ...EXCHANGE, ...ACTS], true)).toBeNull();
  expect(told(['Resident.birthDate', ...EXCHANGE], true)?.map(({ itemJa }) => itemJa)).toEqual(['生年月日']);
});

test('every field of a type that speaks of linkage is of linkage', () => {
  const shared = ['Query', 'Mutation', 'Resident'];
  const missed = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || shared.includes(type.name)) return [];
    const coordinates = Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
    const speaks = coordinates.some((one) => /^LINK/.test(classes.get(one)?.classification ?? ''));
    return speaks ? coordinates.filter((one) => !isOfLinkage(one, classes)) : [];
  });
  expect(missed).toEqual([]);
});

test('the desk that makes the extracts cannot tell by its own look who is protected (docs/attacks.md B6)', () => {
  const own = ['Query.exchangeExtract', 'ExchangeExtract.entries'];
  expect(told(own, true)).toEqual(told(own, false));
  expect(told(own, true)).toMatchObject([{ itemJa: '情報連携', outcomeJa: '取り扱いました' }]);
});

test.each(['support-measures.contact', 'shared-home.whereabouts'])(
  'a field that %s closed is told to nobody',
  (reason) => {
    const access = (coordinate: string): AccessEntry => ({
      ...{ record: 'w/1', at: '2023-06-27T01:00:00.000Z', subject: 'p1', account: 'clerk', role: 'clerk' },
      ...{ purpose: 'RECOMMEND', case: null, zone: 'NUMBER_USE' },
      fields: [{ coordinate, outcome: 'WITHHELD', reason, count: 1 }],
    });
    const facts = { classes, labels, purposes: policy.purposes, investigations: [], today: '2023-06-27' };
    for (const isHomeProtected of [true, false])
      expect(entryOf(access('Resident.address'), { ...facts, isHomeProtected })).toBeNull();
  },
);

test('a field of either class of linkage is of it, whatever type it stands in', () => {
  const [one] = classes.values();
  for (const classification of ['LINKAGE', 'LINKED', 'BASIC'] as const) {
    const made = new Map(one && [['Resident.anything', { ...one, classification }]]);
    expect(isOfLinkage('Resident.anything', made)).toBe(classification !== 'BASIC');
  }
  expect(isOfLinkage('Resident.anything', new Map())).toBe(false);
});
