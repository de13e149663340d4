import { birthDateOf } from '../../support/birth-date.js';
import { openBench, persons } from './graph-harness.js';
import { KOKUBUNJI, PROVISION_ID, REQUEST_ID, ScriptedLinkage } from './scripted-linkage.js';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

const COPY = '{ item name dataSet version validFrom validTo factDay refreshedAt values { name value } }';
const BASIS = 'row article citation basisConflict items { code name }';
const REQUEST = `id ${BASIS} resident { atenaNumber } provider { code name } state requestedAt changedAt requestedBy caseNumber quarantine
  refusal { code row article message messageJa } answer { copies ${COPY} }`;
const PROVISION = `id ${BASIS} resident { atenaNumber } inquirer { code name } state holds receivedAt expiresAt approvalExpiresAt
  payload { contentHash copies ${COPY} withheld { item { code } reason } }`;
const LINKAGE = `linkage {
  requests { ${REQUEST} }
  records { id ${BASIS} side counterpart { code name } requestedAt providedAt hidden keepUntil }
  restrictions { item { code name } noAutomaticAnswer nonDisclosure changedAt }
  copies { item { code name } dataSet version validFrom validTo refreshedAt } }`;
const OF_ONE = `query ($n: ID!) { resident(atenaNumber: $n) { atenaNumber ${LINKAGE} } }`;
const LISTS = `{ informationRequests { nodes { ${REQUEST} } pageInfo { hasNextPage } } provisionRequests { nodes { ${PROVISION} } } }`;

const texts = (value: unknown) => JSON.stringify(value);

test('a resident’s linkage is shown whole to a number clerk', async () => {
  const { resident } = persons();
  const { data, codes, withheld } = await bench.ask(new ScriptedLinkage([resident]), OF_ONE, {
    variables: { n: resident },
  });
  expect([codes, withheld]).toEqual([[], []]);
  for (const shown of [KOKUBUNJI.code, '国分寺市', 'LOT-LINKED', '第12条の2'])
    expect(texts(data)).toContain(shown);
});

test('of a person under support measures neither the answer nor the other body is shown, and it says so', async () => {
  const { protectedOne } = persons();
  const linkage = new ScriptedLinkage([protectedOne]);
  const { data, withheld } = await bench.ask(linkage, OF_ONE, { variables: { n: protectedOne } });
  expect(texts(data)).not.toMatch(/国分寺|0220113214401700|LOT-LINKED/);
  expect(texts(data)).toContain('16の2');
  expect(withheld.sort()).toEqual([
    'resident.linkage.records.0.counterpart NOT_DISCLOSABLE',
    'resident.linkage.requests.0.answer NOT_DISCLOSABLE',
    'resident.linkage.requests.0.provider NOT_DISCLOSABLE',
  ]);
  expect(linkage.reads).not.toContain('answer');
});

test('in a list each row is closed for its own person', async () => {
  const { resident, protectedOne, movedOut, nobody } = persons();
  const linkage = new ScriptedLinkage([resident, protectedOne, movedOut, nobody]);
  const { data, withheld } = await bench.ask(linkage, LISTS, {});
  const { informationRequests, provisionRequests } = data as {
    informationRequests: { nodes: unknown[] };
    provisionRequests: { nodes: unknown[] };
  };
  const shows = (nodes: unknown[], what: string) => nodes.map((node) => texts(node).includes(what));
  for (const { nodes } of [informationRequests, provisionRequests]) {
    expect(shows(nodes, 'LOT-LINKED')).toEqual([true, false, true, false]);
    expect(shows(nodes, KOKUBUNJI.code)).toEqual([true, false, true, false]);
    // Nobody knows whether a stranger is protected, so nothing of them opens.
    expect(shows(nodes, '16の2')).toEqual([true, true, true, false]);
  }
  expect(withheld.some((line) => line.startsWith('provisionRequests.nodes.1.payload '))).toBe(true);
});

test('the own household’s row shows its number and nothing else', async () => {
  const { resident } = persons();
  const { data } = await bench.ask(new ScriptedLinkage([resident]), LISTS, { own: resident });
  const { informationRequests } = data as { informationRequests: { nodes: Record<string, unknown>[] } };
  const [row] = informationRequests.nodes;
  expect(Object.entries(row ?? {}).filter(([, value]) => value !== null)).toEqual([['id', REQUEST_ID]]);
});

test('a provision about nobody the city knows is not there', async () => {
  const { data } = await bench.ask(
    new ScriptedLinkage([], null),
    `query ($id: ID!) { provisionRequest(id: $id) { ${PROVISION} } }`,
    { variables: { id: PROVISION_ID } },
  );
  expect(data).toEqual({ provisionRequest: null });
});

test('while the server is silent the own store answers, and the other parts say that they cannot', async () => {
  const { resident } = persons();
  const linkage = new ScriptedLinkage([resident]);
  linkage.silent = true;
  const { data, codes } = await bench.ask(
    linkage,
    `query ($n: ID!) { resident(atenaNumber: $n) { atenaNumber ${LINKAGE} immunizations { id } } provisionRequests { nodes { id } } }`,
    { variables: { n: resident } },
  );
  expect(data).toMatchObject({
    resident: {
      atenaNumber: resident,
      linkage: { requests: [{ state: 'ANSWERED' }], records: null, restrictions: null, copies: null },
    },
    provisionRequests: null,
  });
  expect(codes).toEqual(Array(4).fill('SOURCE_UNAVAILABLE'));
});

test.each(['clerk', 'vrs-clerk', 'contractor', 'address-name'])(
  'a %s reads a resident and is shown nothing of their linkage',
  async (role) => {
    const { resident } = persons();
    const linkage = new ScriptedLinkage([resident]);
    const purpose = role === 'address-name' ? 'INTEGRATION' : 'HISTORY';
    const { data, withheld } = await bench.ask(linkage, OF_ONE, {
      variables: { n: resident },
      role,
      purpose,
    });
    expect([data, withheld]).toEqual([
      { resident: { atenaNumber: resident, linkage: null } },
      ['resident.linkage NOT_GRANTED'],
    ]);
    expect((await bench.ask(linkage, LISTS, { role, purpose })).codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(linkage.reads).toEqual([]);
  },
);

test('the auditor reads how exchanges went: not what was passed, nor about whom, nor with which body', async () => {
  const { resident } = persons();
  const linkage = new ScriptedLinkage([resident]);
  const { data } = await bench.ask(linkage, LISTS, {
    role: 'auditor',
    purpose: 'AUDIT',
    amr: ['uid'],
    hasCase: false,
  });
  expect(texts(data)).toContain('16の2');
  expect(texts(data)).not.toMatch(new RegExp(`LOT-LINKED|国分寺|${KOKUBUNJI.code}|${resident}`));
  expect(linkage.reads).not.toContain('payload');
});

test('through a federation entity the linkage is guarded like anywhere else', async () => {
  const { protectedOne } = persons();
  const text = `query ($r: [_Any!]!) { _entities(representations: $r) { ...on Resident { ${LINKAGE} } } }`;
  const variables = { r: [{ __typename: 'Resident', atenaNumber: protectedOne }] };
  const open = await bench.ask(new ScriptedLinkage([protectedOne]), text, { variables });
  expect(texts(open.data)).not.toMatch(/国分寺|LOT-LINKED/);
  const closed = await bench.ask(new ScriptedLinkage([protectedOne]), text, { variables, role: 'clerk' });
  expect(closed.withheld).toEqual(['_entities.0.linkage NOT_GRANTED']);
});

test('the extract for the person names the other body; nobody makes one for their own household', async () => {
  const { resident } = persons();
  const text =
    'query ($n: ID!, $born: Date!) { exchangeExtract(subject: $n, birthDate: $born) { entries { side counterpart items citation requestedAt providedAt } } }';
  const asking = {
    role: 'disclosure',
    purpose: 'DISCLOSURE' as const,
    amr: ['uid'],
    variables: { n: resident, born: birthDateOf(resident) },
  };
  const { data, codes } = await bench.ask(new ScriptedLinkage([resident]), text, asking);
  expect([codes, texts(data).includes('国分寺市')]).toEqual([[], true]);
  const linkage = new ScriptedLinkage([resident]);
  expect((await bench.ask(linkage, text, { ...asking, own: resident })).codes).toEqual(['FORBIDDEN']);
  expect((await bench.ask(linkage, text, { ...asking, hasCase: false })).codes).toEqual(['PURPOSE_REQUIRED']);
  expect((await bench.ask(linkage, text, { variables: asking.variables })).codes).toEqual(['FORBIDDEN']);
  expect(linkage.reads).toEqual([]);
});

/** docs/attacks.md B6. */
test('whom the registry does not know has an empty extract, like somebody nobody asked about', async () => {
  const linkage = new ScriptedLinkage([]);
  const text =
    'query ($n: ID!) { exchangeExtract(subject: $n, birthDate: "1990-01-01") { entries { side } } }';
  const answer = await bench.ask(linkage, text, {
    role: 'disclosure',
    purpose: 'DISCLOSURE',
    amr: ['uid'],
    variables: { n: persons().nobody },
  });
  expect([answer.data, answer.codes, linkage.reads]).toEqual([{ exchangeExtract: { entries: [] } }, [], []]);
});
