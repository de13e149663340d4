import { judgeHolders } from '../../../src/cases/judge-holders.js';
import { DOCUMENT_KINDS, REQUESTERS, type DocumentKind } from '../../../src/cases/case-terms.js';

const judge = async (
  requester: string,
  documents: readonly DocumentKind[],
  ages: readonly (number | null)[],
) => {
  let asked = 0;
  const faults = await judgeHolders(
    { requester, documents, persons: ages.map((_age, at) => String(at)) },
    (persons) => {
      asked += 1;
      return Promise.resolve(persons.map((person) => ages[Number(person)] ?? null));
    },
  );
  return { codes: faults.map(({ code, field }) => `${code} ${field}`), asked };
};

test('of all kinds, ages and requesters: a licence of whoever is under 16 and asks for themselves is another’s', async () => {
  for (const requester of REQUESTERS)
    for (const kind of DOCUMENT_KINDS)
      for (const age of [null, 0, 1, 14, 15, 16, 17, 99]) {
        const isOfAnother = requester === 'PERSON' && kind === 'DRIVING_LICENCE' && age !== null && age < 16;
        const { codes } = await judge(requester, ['NUMBER_CARD', kind], [age]);
        expect([requester, kind, age, codes]).toEqual([
          ...[requester, kind, age, isOfAnother ? ['DOCUMENT_OF_ANOTHER documents'] : []],
        ]);
      }
});

test('one of several who may have it is enough, and nobody’s age is asked where it says nothing', async () => {
  expect((await judge('PERSON', ['DRIVING_LICENCE'], [3, 12, 41])).codes).toEqual([]);
  expect((await judge('PERSON', ['DRIVING_LICENCE'], [3, 12])).codes).toHaveLength(1);
  expect((await judge('PERSON', ['NUMBER_CARD', 'PASSPORT'], [3])).asked).toBe(0);
  expect((await judge('PROXY', ['DRIVING_LICENCE'], [3])).asked).toBe(0);
});
