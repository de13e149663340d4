import { empty, lost, many, setAside, withheld } from '../../support/page/altered-answer.js';

/** Answers that a real one might have been, with which the page is tried. */
const QUERY = `query Q($id: ID!) {
  resident(atenaNumber: $id) { name { kanji } age immunizations { id lot } }
  residents(where: {}) { totalCount nodes { atenaNumber sex } pageInfo { hasNextPage endCursor } }
}`;
const BODY = {
  data: {
    resident: { name: { kanji: '佐藤' }, age: 6, immunizations: [{ id: '1', lot: 'AB1234' }] },
    residents: {
      totalCount: 1,
      nodes: [{ atenaNumber: '1', sex: 'MALE' }],
      pageInfo: { hasNextPage: false, endCursor: 'x' },
    },
  },
};

test('what may be closed of a person is, each place with its reason, and nothing else', () => {
  const { data, extensions } = withheld(QUERY, BODY) ?? {};
  expect(data).toMatchObject({
    resident: { name: { kanji: null }, age: null, immunizations: [{ id: '1', lot: null }] },
    residents: { totalCount: 1, nodes: [{ atenaNumber: '1', sex: null }] },
  });
  expect(extensions?.sekisho?.withheld).toContainEqual(
    expect.objectContaining({
      path: ['resident', 'immunizations', 0, 'lot'],
      coordinate: 'Immunization.lot',
    }),
  );
  expect(withheld('{ city { nameJa } }', { data: { city: { nameJa: '小金井市' } } })).toBeNull();
});

test('what stands in the source cannot be read, and each place says so', () => {
  const { data, extensions } = setAside(QUERY, BODY) ?? {};
  expect(data).toMatchObject({
    resident: { name: { kanji: null }, immunizations: [{ id: '1', lot: null }] },
  });
  expect(extensions?.sekisho?.setAside).toContainEqual(
    expect.objectContaining({ path: ['resident', 'name', 'kanji'], column: expect.any(String) as string }),
  );
});

test('a whole part is lost, so many fields down, and each place of it is told', () => {
  const part = lost('FAULT', 2)(QUERY, BODY);
  expect(part?.data).toMatchObject({ resident: { name: null, age: null, immunizations: null } });
  expect(part?.errors).toContainEqual(expect.objectContaining({ path: ['resident', 'name'] }));
  const closed = lost('WITHHELD', 2)(QUERY, BODY);
  expect(closed?.extensions?.sekisho?.withheld).toContainEqual(
    expect.objectContaining({ path: ['resident', 'immunizations'] }),
  );
  expect(lost('FAULT', 9)(QUERY, BODY)).toBeNull();
});

test('lists are empty, or longer than any window and go on', () => {
  expect(empty(QUERY, BODY)?.data).toMatchObject({
    resident: { immunizations: [] },
    residents: { totalCount: 0, nodes: [] },
  });
  const more = many(QUERY, BODY)?.data as typeof BODY.data;
  expect(more.residents.nodes.length).toBeGreaterThan(50);
  expect(more.residents.pageInfo.hasNextPage).toBe(true);
  expect(empty('{ city { nameJa } }', { data: { city: { nameJa: '小金井市' } } })).toBeNull();
});
