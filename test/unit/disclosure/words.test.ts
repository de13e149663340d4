import type { Outcome } from '../../../src/audit/record/record.js';
import { policy } from '../policy/harness.js';
import { items, look, told } from './harness.js';

/** How an access reads to the resident: the office and the purpose, each thing once, and the most that became of it. */

test('the office is named, the time is Japan’s, and what was not recorded is said to be so', () => {
  expect(told(look(['Resident.birthDate']))).toMatchObject({
    at: '2023-06-27T01:00:00.000Z',
    atJa: '2023年6月27日 10:00',
    sectionJa: expect.stringMatching(/課|係|室|担当/),
    purposeJa: expect.not.stringContaining('指定なし'),
  });
  expect(told(look(['Resident.birthDate'], { role: null, purpose: null }))).toMatchObject({
    sectionJa: '(記録なし)',
    purposeJa: '(利用目的の指定なし)',
  });
  // A purpose that is no longer in the policy.
  expect(told(look(['Resident.birthDate'], { purpose: 'FORMER' }))).toMatchObject({
    purposeJa: '(利用目的の指定なし)',
  });
});

test('each purpose is called by the name that the policy gives it', () => {
  for (const [purpose, { nameJa }] of policy.purposes)
    expect(told(look(['Resident.sex'], { purpose }))?.purposeJa).toBe(nameJa);
  // One that the policy has dropped is no longer called by anything.
  const facts = { purposes: new Map() };
  expect(told(look(['Resident.sex'], { purpose: 'HISTORY' }), facts)?.purposeJa).toBe('(利用目的の指定なし)');
});

test('parts of one thing are one item, and two things of one kind keep their own', () => {
  expect(items(['PersonName.kanji', 'PersonName.kana', 'PersonName.roman'])).toEqual(['氏名']);
  expect(items(['Resident.individualNumber', 'IndividualNumber.value'])).toEqual(['個人番号']);
  expect(items(['AccessRecord.at', 'AccessRecord.account'])).toEqual(['アクセス記録']);
  expect(items(['Resident.birthDate', 'Resident.sex'])).toEqual(['生年月日', '性別']);
  expect(items(['Household.members'])).toEqual([expect.stringMatching(/^世帯の/)]);
  expect(items(['LinkedValue.value', 'InformationRequest.answer'])).toEqual(['情報連携']);
});

test('an item says what it is one of, so that those of one thing can be told together', () => {
  const { items = [] } = told(look(['Resident.sex', 'Immunization.lot', 'Immunization.billingMonth'])) ?? {};
  expect(items).toMatchObject([
    { itemJa: '性別', thingJa: null, nameJa: '性別' },
    { thingJa: '予防接種の記録', nameJa: expect.stringContaining('ロット') },
    { thingJa: '予防接種の記録', nameJa: '請求月' },
  ]);
});

test('frames and keys are no items beside one that is; alone they are the question itself', () => {
  const around = [
    'Query.residents',
    'ResidentConnection.totalCount',
    'ResidentEdge.node',
    'Resident.atenaNumber',
  ];
  expect(items([...around, 'Resident.birthDate'])).toEqual(['生年月日']);
  expect(items(['Resident.atenaNumber'])).toEqual(['宛名番号']);
  expect(items(['Query.residents'])).toEqual([expect.not.stringMatching(/:|Query/)]);
  expect(items(['ResidentConnection.totalCount'])).toEqual(['住民の一覧:該当件数']);
});

test('an item that the schema no longer has is called by its coordinate', () => {
  expect(items(['Resident.formerName', 'Resident.sex'])).toEqual(['Resident.formerName', '性別']);
});

/** Which of two outcomes of one item is told: the higher one. A refusal of either kind reads the same. */
const STRENGTH: Readonly<Record<Outcome, number>> = {
  REVEALED: 11,
  REVEALABLE: 10,
  DISCLOSED: 9,
  ABSENT: 8,
  UNSHOWN: 7,
  REDACTED: 6,
  WITHHELD: 5,
  DENIED: 4,
  REFUSED: 4,
  UNAVAILABLE: 3,
  FAILED: 2,
  UNREAD: 1,
};
const OUTCOMES = Object.keys(STRENGTH) as Outcome[];

test('of several values under one name the one that was shown most counts, in any order', () => {
  for (const one of OUTCOMES)
    for (const other of OUTCOMES)
      expect(outcomeJa(one, other)).toBe(outcomeJa(STRENGTH[one] < STRENGTH[other] ? other : one));
});

test('every outcome has words, and each strength its own', () => {
  const words = OUTCOMES.map((outcome) => outcomeJa(outcome));
  for (const text of words) expect(text).toMatch(/ました|ません/);
  expect(new Set(words).size).toBe(new Set(Object.values(STRENGTH)).size);
});

test('what a search was asked by is an item of its own, beside what it showed', () => {
  const reason = 'by ResidentFilter.birthDate ResidentOrder.field';
  expect(items([{ coordinate: 'PersonName.kanji', reason }])).toEqual([
    '氏名',
    '検索に使った項目:生年月日',
    '検索に使った項目:項目',
  ]);
  expect(items([{ coordinate: 'PersonName.kanji', reason: 'by Gone.field' }])).toEqual([
    '氏名',
    '検索に使った項目:Gone.field',
  ]);
  // Frames are no items, and yet tell what was asked by.
  expect(
    items(['Resident.sex', { coordinate: 'Query.residents', reason: 'by ResidentFilter.name' }]),
  ).toEqual(['性別', '検索に使った項目:氏名又は旧氏の一部']);
});

function outcomeJa(...outcomes: readonly Outcome[]): string {
  const fields = outcomes.map((outcome) => ({ coordinate: 'Resident.sex', outcome }));
  return told(look(fields))?.items[0]?.outcomeJa ?? '';
}
