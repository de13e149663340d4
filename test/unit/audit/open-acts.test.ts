import { OpenActs } from '../../../src/audit/reading/open-acts.js';

const begun = { id: 'a', at: '2023-06-27T00:00:00.000Z', phase: 'INTENT' } as const;
const ended = { id: 'a', at: '2023-06-27T00:00:01.000Z', phase: 'OUTCOME' } as const;
const again = { id: 'a', at: '2023-06-27T00:00:02.000Z', phase: 'INTENT' } as const;

function openOf(...records: readonly (typeof begun | typeof ended | typeof again)[]) {
  const acts = new OpenActs<(typeof records)[number]>();
  for (const record of records) acts.add(record);
  return acts.open();
}

test('an act whose end another writer told is over, in whichever order the two are read', () => {
  expect(openOf(begun)).toEqual([begun]);
  expect(openOf(begun, ended)).toEqual([]);
  expect(openOf(ended, begun)).toEqual([]);
  const atOnce = { ...ended, at: begun.at };
  const acts = new OpenActs<typeof begun | typeof atOnce>();
  for (const record of [atOnce, begun]) acts.add(record);
  expect(acts.open()).toEqual([]);
});

test('an act that was begun anew after its end is open', () => {
  for (const order of [
    [begun, ended, again],
    [again, ended, begun],
    [ended, again, begun],
  ])
    expect(openOf(...order)).toEqual([again]);
});
