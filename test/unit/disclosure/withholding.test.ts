import { classes, investigation, items, look, PROTECTED, told } from './harness.js';

/** What 個人情報保護法78条 keeps back from an extract, and that nothing of it shows. */

test.each(
  [...classes.values()].filter(({ classification }) =>
    /^(CONTACT|WHEREABOUTS|PRACTITIONER)$/.test(classification),
  ),
)('$coordinate tells where somebody is: to one whose home is protected it is not told', ({ coordinate }) => {
  expect(items([coordinate], PROTECTED)).toBeNull();
  expect(items(['Resident.birthDate', coordinate], PROTECTED)).toEqual(['生年月日']);
  expect(items([coordinate])).toHaveLength(1);
});

test.each([...classes.values()].filter(({ classification }) => /^(LINKAGE|LINKED)$/.test(classification)))(
  '$coordinate tells that another body was asked: it is kept back with the home, but for the desk’s own extract',
  ({ coordinate }) => {
    const own = /^(Query\.exchangeExtract|ExchangeExtract\.)/.test(coordinate);
    expect(items([coordinate], PROTECTED)).toEqual(own ? ['情報連携'] : null);
    expect(items([coordinate])).toEqual(['情報連携']);
  },
);

test('what is of the person and not of a place is told to a protected person as to any', () => {
  const fields = [
    'Resident.birthDate',
    'PersonName.kanji',
    'Immunization.vaccine',
    'Resident.individualNumber',
  ];
  expect(items(fields, PROTECTED)).toEqual(items(fields));
  expect(items(fields)).toHaveLength(fields.length);
});

test('an item that the schema no longer has could have been a place: it is kept back with the home, and told else', () => {
  expect(items(['Resident.formerAddress'], PROTECTED)).toBeNull();
  expect(items(['Resident.formerAddress'])).toEqual(['Resident.formerAddress']);
});

test('a search by a place tells of the place, whatever it showed and whatever else it asked by', () => {
  for (const reason of [
    'by ResidentFilter.address',
    'by ResidentFilter.name ResidentFilter.address',
    'by Gone.field',
  ])
    expect(items([{ coordinate: 'Resident.birthDate', reason }], PROTECTED)).toBeNull();
  const byName = { coordinate: 'Resident.birthDate', reason: 'by ResidentFilter.name' };
  expect(items([byName], PROTECTED)).toEqual(items([byName]));
});

test('that another body inquired tells a protected person’s new town, whatever it asked', () => {
  const inquiry = look(['Resident.birthDate'], { purpose: 'INTEGRATION' });
  expect(told(inquiry, PROTECTED)).toBeNull();
  expect(told(inquiry)).not.toBeNull();
  expect(told(look(['Resident.birthDate'], { purpose: 'HISTORY' }), PROTECTED)).not.toBeNull();
});

test('a field closed by a measure is left out alone, among other grounds too, and with or without a measure now', () => {
  for (const facts of [{}, PROTECTED])
    for (const reason of [
      'support-measures.contact',
      'shared-home.household',
      'own-data; shared-home.contact',
    ])
      expect(
        items(['Resident.birthDate', { coordinate: 'Resident.name', outcome: 'WITHHELD', reason }], facts),
      ).toEqual(['生年月日']);
  expect(items([{ coordinate: 'Resident.name', outcome: 'WITHHELD', reason: 'own-data' }])).toEqual(['氏名']);
});

test.each([
  ['its first day', '2023-06-01', '2023-06-30', true],
  ['its last day', '2023-05-01', '2023-06-01', true],
  ['no end', '2023-05-01', null, true],
  ['it is over', '2023-05-01', '2023-05-31', false],
  ['it has not begun', '2023-06-02', '2023-06-30', false],
  ['it has not begun and has no end', '2023-06-02', null, false],
])('an inquiry keeps back while it lasts: %s', (_when, from, to, kept) => {
  const facts = { investigations: [investigation({ from, to, account: 'clerk' })], today: '2023-06-01' };
  expect(told(look(['Resident.birthDate']), facts) === null).toBe(kept);
});

test.each([
  ['the account', { account: 'clerk' }, true],
  ['another account', { account: 'other' }, false],
  ['the case', { case: 'K-1' }, true],
  ['another case', { case: 'K-2' }, false],
  ['both', { account: 'clerk', case: 'K-1' }, true],
  ['the account in another case', { account: 'clerk', case: 'K-2' }, false],
  ['another account in the case', { account: 'other', case: 'K-1' }, false],
])('an inquiry into %s keeps back what it names and no more', (_what, named, kept) => {
  const facts = { investigations: [investigation({ account: 'nobody' }), investigation(named)] };
  expect(told(look(['Resident.birthDate']), facts) === null).toBe(kept);
});

test('an inquiry into a case does not keep back what was done without any', () => {
  const facts = { investigations: [investigation({ case: 'K-1' })] };
  expect(told(look(['Resident.birthDate'], { case: null }), facts)).not.toBeNull();
});
