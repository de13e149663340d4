import { isBounded, isOutOfContract, labelsOf } from '../../../src/loaders/labels.js';
import type { PersonFacts } from '../../../src/persons/persons.js';
import { LABEL } from '../../../src/policy/terms.js';

const ORDINARY: PersonFacts = {
  atenaNumber: '000000000000001',
  householdNumber: '000000000000009',
  municipality: '132101',
  status: 'RESIDENT',
  underSupportMeasures: false,
  sharesHome: false,
  numbers: [],
};

test.each<[string, Partial<PersonFacts>, number]>([
  ['an ordinary resident has none', {}, 0],
  ['support measures', { underSupportMeasures: true }, LABEL.SUPPORT_MEASURES],
  ['a home shared with somebody under them', { sharesHome: true }, LABEL.SHARED_HOME],
  ['the household of the one who asks', { householdNumber: 'own' }, LABEL.OWN_HOUSEHOLD],
  ['a row that another municipality keeps', { municipality: '132144' }, LABEL.OTHER_MUNICIPALITY],
  ['someone who moved out', { status: 'MOVED_OUT' }, LABEL.NOT_RESIDENT],
  ['a standing the source has no known code for', { status: null }, LABEL.NOT_RESIDENT],
  [
    'several at once',
    { status: 'DECEASED', underSupportMeasures: true },
    LABEL.NOT_RESIDENT | LABEL.SUPPORT_MEASURES,
  ],
])('%s', (_who, facts, labels) => {
  expect(labelsOf({ ...ORDINARY, ...facts }, 'own')).toBe(labels);
});

test('nobody shares a household with an account that lives elsewhere', () => {
  expect(labelsOf(ORDINARY, null)).toBe(0);
});

test('whom the case that is named does not name', () => {
  expect(labelsOf(ORDINARY, null, false, false)).toBe(LABEL.NOT_IN_CASE);
});

describe('a contract over persons born in 2020', () => {
  const contract = { bornFrom: '2020-01-01', bornTo: '2020-12-31' };

  test.each([
    ['2019-12-31', true],
    ['2020-01-01', false],
    ['2020-12-31', false],
    ['2021-01-01', true],
    [null, true],
  ])('born %s: outside %s', (born, outside) => {
    expect(isOutOfContract(contract, born)).toBe(outside);
  });

  test('one bound alone is a bound, none is none', () => {
    expect(isOutOfContract({ bornFrom: '2020-01-01', bornTo: null }, '2099-01-01')).toBe(false);
    expect(isOutOfContract({ bornFrom: null, bornTo: '2020-12-31' }, '1900-01-01')).toBe(false);
    expect(
      [
        { bornFrom: null, bornTo: null },
        { bornFrom: null, bornTo: '2020-12-31' },
        { bornFrom: '2020-01-01', bornTo: null },
        null,
      ].map(isBounded),
    ).toEqual([false, true, true, false]);
  });

  test('is a label of its own', () => {
    expect(labelsOf(ORDINARY, null, true)).toBe(LABEL.OUT_OF_CONTRACT);
  });
});
