import { expandRecord } from '../../src/audit/reading/search.js';
import { listRecords, type ToldRecord } from '../../src/audit/reading/list-records.js';
import { cityRows, testCity } from '../support/city.js';
import type { Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** Cases over HTTP: who asked, and whom that opens. docs/attacks.md W1, W2, W3, W6, W14. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Person {
  readonly number: string;
  readonly kana: string;
  readonly kanji: string;
  readonly born: string;
  readonly sex: string;
  readonly address: string;
}

/** Residents of whole birth dates whom no measure protects, and who do not live with the accounts of the demo. */
function somePeople(and = '1 = 1'): readonly Person[] {
  const staff = Object.values(testCity().manifest.staff).filter((number) => number !== null);
  return cityRows<Person>(
    'registry',
    `SELECT ATENA_NO AS number, KENSAKU_KANA AS kana, SIMEI_KANJI AS kanji, UMARE_YMD AS born,
       SEIBETU_CD AS sex, trim(JUSHO) AS address FROM JUKI_KIHON
     WHERE JUMIN_JOTAI = '1' AND SICHOSON_CD = '132101' AND UMARE_YMD NOT LIKE '%00' AND KATAGAKI IS NULL AND SEIBETU_CD IN ('1', '2')
       AND SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN
         (SELECT ATENA_NO FROM JUKI_SIEN UNION SELECT value FROM json_each(?)))
       AND JUSHO NOT IN (SELECT JUSHO FROM JUKI_KIHON WHERE ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN))
     AND ${and} ORDER BY ATENA_NO LIMIT 20`,
    JSON.stringify(staff),
  );
}
const people = somePeople();
/** By the city's clock, 2023-06-27: whoever is 16 on that day was born by the day after it. */
const [young] = somePeople("UMARE_YMD BETWEEN '20070629' AND '20230101'") as readonly [Person];
const [grown] = somePeople("UMARE_YMD BETWEEN '19500101' AND '20070628'") as readonly [Person];
const [mine, other] = people as readonly [Person, Person];

const OPEN = `mutation ($input: OpenCaseInput!) { openCase(input: $input) {
  case { number documentNumber state persons { atenaNumber } openedBy consent { form withdrawnOn } }
  userErrors { code field message messageJa } } }`;

interface Opened {
  readonly openCase: {
    readonly case: {
      readonly number: string;
      readonly documentNumber: string | null;
      readonly state: string;
      readonly persons: readonly { readonly atenaNumber: string }[];
    } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: string | null }[];
  };
}

let keys = 0;
const inputOf = (more: Record<string, unknown> = {}) => ({
  idempotencyKey: `open-${(keys += 1)}-key`,
  atenaNumbers: [mine.number],
  purposes: ['INQUIRY'],
  window: 'health-counter',
  requester: 'PERSON',
  documents: ['NUMBER_CARD'],
  ...more,
});

const open = (more: Record<string, unknown> = {}, account = 'clerk'): Promise<Answer<Opened>> =>
  gateway.as<Opened>(account, { query: OPEN, variables: { input: inputOf(more) }, purpose: 'INQUIRY' });

async function opened(more: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await open(more);
  expect([errors, data.openCase.userErrors]).toEqual([[], []]);
  return data.openCase.case?.number ?? '';
}

const RESIDENT =
  'query ($id: ID!) { resident(atenaNumber: $id) { atenaNumber name { kanji } birthDate { iso } immunizations { id } } }';
const read = (number: string, caseNumber: string | undefined, purpose = 'INQUIRY') =>
  gateway.as<{ resident: { name: object | null; birthDate: object | null; immunizations: unknown } | null }>(
    'clerk',
    {
      query: RESIDENT,
      variables: { id: number },
      purpose,
      case: caseNumber,
    },
  );

async function records(kind: string): Promise<readonly ToldRecord[]> {
  const all: ToldRecord[] = [];
  const { auditDirectory } = gateway.settings;
  for await (const record of listRecords(auditDirectory, gateway.auditKeys, { kinds: new Set([kind]) }))
    all.push(record);
  return all;
}

async function accesses(record: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(`${line.coordinate} ${line.outcome} ${line.reason ?? ''}`.trim());
  return lines;
}

describe('a case opens whom it is about', () => {
  test('and nobody else, in a field, a search, a count or a household', async () => {
    const number = await opened();
    const own = await read(mine.number, number);
    expect(own.errors).toEqual([]);
    expect(own.data.resident).toMatchObject({ name: { kanji: expect.any(String) as string } });

    const foreign = await read(other.number, number);
    expect(foreign.data.resident).toMatchObject({ name: null, birthDate: null, immunizations: null });
    expect(new Set(foreign.withheld.map(({ reason }) => reason))).toEqual(new Set(['NOT_IN_CASE']));
    expect(await accesses(foreign.record)).toContain('Resident.name WITHHELD case.not-in-case');

    const query = `query ($born: Date) { residents(where: { birthDate: $born }) { totalCount nodes { atenaNumber } } }`;
    const iso = (born: string) => `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`;
    for (const [person, found] of [
      [mine, [{ atenaNumber: mine.number }]],
      [other, other.born === mine.born ? [{ atenaNumber: mine.number }] : []],
    ] as const) {
      const asked = { query, variables: { born: iso(person.born) }, purpose: 'INQUIRY', case: number };
      const { data, errors } = await gateway.as<{ residents: { totalCount: number; nodes: object[] } }>(
        'clerk',
        asked,
      );
      expect(errors).toEqual([]);
      expect(data.residents).toEqual({ totalCount: found.length, nodes: found });
    }
  });

  test('an administrative organ asks with an official letter, and the number is shown of whom it asked about alone (R061)', async () => {
    const letter = {
      ...{ requester: 'OFFICE', requesterName: '厚生労働省', officeKind: 'ADMINISTRATIVE_ORGAN' },
      documents: ['OFFICIAL_LETTER'],
    };
    // The same words without the letter open nothing.
    const bare = await open({ ...letter, documents: ['NUMBER_CARD'] }, 'number-clerk');
    expect(bare.data.openCase).toMatchObject({
      case: null,
      userErrors: [{ code: 'IDENTITY_NOT_SHOWN', field: 'documents' }],
    });
    const { data, errors } = await open(letter, 'number-clerk');
    expect([errors, data.openCase.userErrors]).toEqual([[], []]);
    const numberOf = async (of: string, caseNumber: string | undefined) => {
      const answer = await gateway.as<{ resident: { individualNumber: object } | null }>('number-clerk', {
        query:
          'query ($id: ID!) { resident(atenaNumber: $id) { individualNumber { disclosure value reason } } }',
        variables: { id: of },
        purpose: 'INQUIRY',
        case: caseNumber,
      });
      return { ...answer, shown: answer.data?.resident?.individualNumber };
    };
    const given = await numberOf(mine.number, data.openCase.case?.number);
    expect(given.shown).toEqual({
      ...{ disclosure: 'REVEALED', value: individualNumberOf(mine.number), reason: null },
    });
    expect((await accesses(given.record)).join('\n')).toMatch(
      /Resident\.individualNumber (REVEALED|DISCLOSED)/,
    );
    for (const [of, caseNumber] of [
      [other.number, data.openCase.case?.number],
      [mine.number, undefined],
    ] as const) {
      const { text, shown } = await numberOf(of, caseNumber);
      expect(text).not.toContain(individualNumberOf(of));
      expect(JSON.stringify(shown ?? null)).not.toContain('REVEALED');
    }
  });

  test.each([
    ['a case that nobody opened', 'INQUIRY', async () => '2023-99999', 'CASE_UNKNOWN'],
    ['the same under a purpose that needs none', 'HISTORY', async () => 'R5-1', 'CASE_UNKNOWN'],
    ['a case of another division', 'HISTORY', async () => 'D-1', 'CASE_UNKNOWN: of another division'],
    ['one opened for another purpose', 'CERTIFICATE', () => opened(), 'CASE_PURPOSE'],
    [
      'a closed one',
      'INQUIRY',
      async () => {
        const number = await opened();
        await change('closeCase', { number, outcome: 'ANSWERED' });
        return number;
      },
      'CASE_CLOSED',
    ],
    [
      'one whose consent was taken back',
      'HISTORY',
      async () => {
        const consent = {
          form: '新接種券発行申請書兼接種記録確認同意書',
          scopes: ['CONFIRM_RECORDS'],
          on: '2023-06-01',
        };
        const number = await opened({ consent });
        await change('withdrawConsent', { number });
        return number;
      },
      'CASE_CONSENT_WITHDRAWN',
    ],
  ])('%s opens nothing', async (_what, purpose, make, detail) => {
    const number = await make();
    const answer = await read(mine.number, number, purpose);
    expect([answer.status, answer.errors[0]?.extensions.code, answer.data ?? null]).toEqual([
      400,
      'PURPOSE_REQUIRED',
      null,
    ]);
    const [record] = (await records('OUTCOME')).slice(-1);
    expect(record).toMatchObject({ record: answer.record, case: number, detail });
  });

  test('what is said of an unknown case and of another division’s is the same', async () => {
    const [unknown, foreign] = [await read(mine.number, 'D-9'), await read(mine.number, 'D-1')];
    const told = ({ status, errors: [error] }: Answer<unknown>) => [
      status,
      error?.message,
      error?.extensions.messageJa,
    ];
    expect(told(foreign)).toEqual(told(unknown));
    const ask = (number: string) =>
      gateway.as('clerk', {
        query: 'query ($n: ID!) { case(number: $n) { number } }',
        variables: { n: number },
        purpose: 'INQUIRY',
      });
    expect((await ask('D-1')).data).toEqual({ case: null });
    expect((await ask('D-9')).data).toEqual({ case: null });
  });

  test('the city’s own number names it, percent-encoded', async () => {
    const number = await opened({ documentNumber: '５小健第１２４号' });
    const answer = await read(mine.number, encodeURIComponent('5小健第124号'));
    expect(answer.errors).toEqual([]);
    const [record] = (await records('OUTCOME')).slice(-1);
    expect(record).toMatchObject({ case: number });
    const again = await open({ documentNumber: '5小健第124号' });
    expect(again.data.openCase.userErrors).toMatchObject([
      { code: 'DOCUMENT_NUMBER_TAKEN', field: 'documentNumber' },
    ]);
  });
});

const change = async (name: 'closeCase' | 'withdrawConsent', input: object) => {
  const type = name === 'closeCase' ? 'CloseCaseInput' : 'WithdrawConsentInput';
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { case { number state } userErrors { code field } } }`;
  const variables = { input: { idempotencyKey: `change-${(keys += 1)}-key`, ...input } };
  const answer = await gateway.as<
    Record<string, { case: { state: string } | null; userErrors: { code: string }[] }>
  >('clerk', { query, variables, purpose: 'INQUIRY' });
  expect(answer.errors).toEqual([]);
  return answer.data[name];
};

describe('opening a case', () => {
  test.each<[string, Record<string, unknown>, string, string | null]>([
    ['no document seen', { documents: [] }, 'IDENTITY_NOT_SHOWN', 'documents'],
    ['one document without a photograph', { documents: ['PENSION_BOOK'] }, 'IDENTITY_NOT_SHOWN', 'documents'],
    ['another division’s window', { window: 'disclosure-counter' }, 'UNKNOWN_WINDOW', 'window'],
    ['no window at all', { window: 'corridor' }, 'UNKNOWN_WINDOW', 'window'],
    ['a purpose of no menu', { purposes: ['AUDIT'] }, 'PURPOSE_NOT_GRANTED', 'purposes'],
    [
      'a purpose under which nobody is read about',
      { purposes: ['INQUIRY', 'STATISTICS'] },
      'PURPOSE_WITHOUT_CASE',
      'purposes',
    ],
    ['the person with a ground', { ground: 'PARENT' }, 'REQUESTER_UNEXPECTED', 'ground'],
    ['the person with a name', { requesterName: '代理 花子' }, 'REQUESTER_UNEXPECTED', 'requesterName'],
    ['no purpose', { purposes: [] }, 'TERMS', 'purposes'],
    ['a day to come', { askedOn: '2023-06-28' }, 'DATE', 'askedOn'],
    [
      'a proxy without a ground',
      { requester: 'PROXY', requesterName: '代理 花子' },
      'REQUESTER_INCOMPLETE',
      'ground',
    ],
    [
      'a parent who shows no relation',
      { requester: 'PROXY', requesterName: '代理 花子', ground: 'PARENT' },
      'GROUND_NOT_SHOWN',
      'documents',
    ],
    [
      'a mandate without the person’s consent',
      {
        requester: 'PROXY',
        requesterName: '代理 花子',
        ground: 'MANDATE',
        documents: ['NUMBER_CARD', 'MANDATE'],
      },
      'CONSENT_NEEDED',
      'consent',
    ],
    [
      'another department of the city',
      { requester: 'OFFICE', requesterName: '市民課', officeKind: 'OTHER_DEPARTMENT', documents: [] },
      'SOURCE_NOT_ALLOWED',
      'officeKind',
    ],
    [
      'a local government by another way (R063)',
      { requester: 'OFFICE', requesterName: '国分寺市', officeKind: 'LOCAL_GOVERNMENT', documents: [] },
      'SOURCE_NOT_ALLOWED',
      'officeKind',
    ],
    [
      'a private business (R063)',
      { requester: 'OFFICE', requesterName: '見本商店', officeKind: 'PRIVATE_BUSINESS', documents: [] },
      'SOURCE_NOT_ALLOWED',
      'officeKind',
    ],
    [
      'a certificate that an office asks for (R230, W14)',
      {
        ...{ requester: 'OFFICE', requesterName: '厚生労働省', officeKind: 'ADMINISTRATIVE_ORGAN' },
        ...{ documents: ['OFFICIAL_LETTER'], purposes: ['CERTIFICATE'] },
      },
      'APPLICANT_NEEDED',
      'requester',
    ],
    [
      'a consent of tomorrow',
      { consent: { form: '同意書', scopes: ['CONFIRM_RECORDS'], on: '2023-06-28' } },
      'DATE',
      'consent.on',
    ],
    ['a running number as its own', { documentNumber: '2023-0007' }, 'DOCUMENT_NUMBER', 'documentNumber'],
    ['nobody', { atenaNumbers: ['999999999999999'] }, 'UNKNOWN_PERSON', 'atenaNumbers'],
  ])('is refused with its code, in the answer and in the log: %s', async (_what, more, code, field) => {
    const answer = await open(more);
    expect(answer.data.openCase).toEqual({
      case: null,
      userErrors: [
        expect.objectContaining({ code, field, messageJa: expect.stringMatching(/[ぁ-ん]/) as string }),
      ],
    });
    expect((await accesses(answer.record)).join('\n')).toContain(`Mutation.openCase REFUSED ${code}`);
  });

  test('a driving licence is nobody’s who is not 16: who asks with one is a proxy, and a number card has no age', async () => {
    const licence = { documents: ['DRIVING_LICENCE'] };
    const codes = async (more: Record<string, unknown>) =>
      (await open(more)).data.openCase.userErrors.map(({ code, field }) => `${code} ${field}`);
    const ofAnother = ['DOCUMENT_OF_ANOTHER documents'];
    expect(await codes({ ...licence, atenaNumbers: [young.number] })).toEqual(ofAnother);
    expect(await codes({ ...licence, atenaNumbers: [young.number], validateOnly: true })).toEqual(ofAnother);
    expect(
      await codes({ atenaNumbers: [young.number], documents: ['NUMBER_CARD', 'DRIVING_LICENCE'] }),
    ).toEqual(ofAnother);
    expect(await codes({ ...licence, atenaNumbers: [grown.number] })).toEqual([]);
    // One of several asks, and it may be the one who has it.
    expect(await codes({ ...licence, atenaNumbers: [young.number, grown.number] })).toEqual([]);
    const parent = { requester: 'PROXY', ground: 'PARENT', requesterName: '親権者 花子' };
    expect(
      await codes({
        ...{ ...parent, atenaNumbers: [young.number], documents: ['DRIVING_LICENCE', 'FAMILY_REGISTER'] },
      }),
    ).toEqual([]);
    const number = await opened({ atenaNumbers: [young.number] });
    const added = await gateway.as<{ addCaseDocuments: { userErrors: { code: string }[] } }>('clerk', {
      query:
        'mutation ($input: AddCaseDocumentsInput!) { addCaseDocuments(input: $input) { userErrors { code } } }',
      variables: { input: { idempotencyKey: 'licence-later-key', number, ...licence } },
      purpose: 'INQUIRY',
    });
    expect(added.data.addCaseDocuments.userErrors).toEqual([{ code: 'DOCUMENT_OF_ANOTHER' }]);
  });

  test('the disclosure desk opens one of its own, and hands out the extract under it', async () => {
    const input = inputOf({ purposes: ['DISCLOSURE'], window: 'disclosure-counter' });
    const { data, errors } = await gateway.as<Opened>('disclosure', {
      ...{ query: OPEN, variables: { input }, purpose: 'DISCLOSURE' },
    });
    expect([errors, data?.openCase.userErrors]).toEqual([[], []]);
    const born = `${mine.born.slice(0, 4)}-${mine.born.slice(4, 6)}-${mine.born.slice(6)}`;
    const extract = await gateway.as<{ disclosureExtract: { numbers: readonly string[] } }>('disclosure', {
      query:
        'query ($id: ID!, $born: Date!) { disclosureExtract(subject: $id, birthDate: $born) { numbers entries { atJa } } }',
      variables: { id: mine.number, born },
      purpose: 'DISCLOSURE',
      case: data?.openCase.case?.number,
    });
    expect([extract.errors, extract.data?.disclosureExtract.numbers]).toEqual([[], [mine.number]]);
  });

  test('whoever may see no birth date is told nothing of an age by what is said of a driving licence', async () => {
    const codes = async (atenaNumber: string) => {
      const input = inputOf({
        ...{ atenaNumbers: [atenaNumber], purposes: ['DISCLOSURE'], window: 'disclosure-counter' },
        ...{ documents: ['DRIVING_LICENCE'], validateOnly: true },
      });
      const { data } = await gateway.as<Opened>('disclosure', {
        ...{ query: OPEN, variables: { input }, purpose: 'DISCLOSURE' },
      });
      return data.openCase.userErrors;
    };
    expect(await codes(young.number)).toEqual(await codes(grown.number));
  });

  test('a text that reads as an individual number is taken nowhere', async () => {
    for (const more of [
      { requester: 'PROXY', ground: 'PARENT', requesterName: '代理 1234-5678-9018' },
      { documentNumber: '小健123456789018' },
      { consent: { form: '様式123456789018', scopes: ['CONFIRM_RECORDS'], on: '2023-06-01' } },
    ]) {
      const answer = await open(more);
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('the same key is the same case, whatever is sent in between; another input is refused', async () => {
    const input = inputOf();
    const send = (variables: Record<string, unknown>) =>
      gateway.as<Opened>('clerk', { query: OPEN, variables, purpose: 'INQUIRY' });
    const first = await send({ input });
    await opened();
    const second = await send({ input });
    expect(second.data.openCase).toEqual(first.data.openCase);
    const third = await send({ input: { ...input, documents: ['PASSPORT'] } });
    expect(third.data.openCase.userErrors).toMatchObject([{ code: 'KEY_REUSED' }]);
  });

  test('validateOnly judges and leaves nothing behind', async () => {
    const before = (await records('ACT')).length;
    const input = { validateOnly: true, documentNumber: '5小健第777号' };
    expect((await open(input)).data.openCase).toEqual({ case: null, userErrors: [] });
    expect((await open({ ...input, documents: [] })).data.openCase.userErrors).toHaveLength(1);
    expect((await records('ACT')).length).toBe(before);
    expect((await open({ documentNumber: '5小健第777号' })).data.openCase.userErrors).toEqual([]);
  });

  test('the intent is sealed before anything is written, the outcome before anybody is told', async () => {
    const number = await opened();
    const [intent, outcome] = (await records('ACT')).slice(-2);
    expect(intent).toMatchObject({ act: 'openCase', phase: 'INTENT', account: 'clerk', result: null });
    expect(outcome).toMatchObject({
      act: 'openCase',
      phase: 'OUTCOME',
      id: intent?.['id'],
      result: `OPENED ${number}`,
    });
    expect(intent?.['subjects']).toHaveLength(1);
    expect(JSON.stringify([intent, outcome])).not.toContain(mine.number);
  });

  test('nobody opens one about their own household', async () => {
    const own = testCity().manifest.staff['clerk'] ?? '';
    const answer = await open({ atenaNumbers: [own] });
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('a closed case is closed for good', async () => {
    const number = await opened();
    expect(await change('closeCase', { number, outcome: 'ANSWERED' })).toMatchObject({
      case: { state: 'CLOSED' },
    });
    expect(await change('closeCase', { number, outcome: 'REFUSED' })).toMatchObject({
      userErrors: [{ code: 'CASE_CLOSED' }],
    });
    expect(await change('withdrawConsent', { number })).toMatchObject({
      userErrors: [{ code: 'CASE_CLOSED' }],
    });
    expect(await change('closeCase', { number: '2023-88888', outcome: 'REFUSED' })).toMatchObject({
      userErrors: [{ code: 'UNKNOWN_CASE' }],
    });
  });

  test('one’s own are listed, newest first, page by page', async () => {
    const numbers = [await opened(), await opened(), await opened()].reverse();
    const query =
      'query ($after: String) { myCases(first: 2, after: $after) { nodes { number } pageInfo { endCursor hasNextPage } } }';
    interface Mine {
      readonly myCases: {
        nodes: { number: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    }
    const page = async (after: string | null) =>
      (await gateway.as<Mine>('clerk', { query, variables: { after }, purpose: 'INQUIRY' })).data.myCases;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].slice(0, 3).map(({ number }) => number)).toEqual(numbers);
  });
});

function individualNumberOf(atenaNumber: string): string {
  const [row] = cityRows<{ number: string }>(
    'address-name',
    `SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA WHERE TOGO_NO IN
       (SELECT TOGO_NO FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND trim(GYOMU_NO) = ?)`,
    atenaNumber,
  );
  return row?.number ?? '';
}

describe('before a case', () => {
  const find = (where: object, account = 'clerk', purpose = 'INQUIRY') =>
    gateway.as<{ findPersons: { persons: Record<string, unknown>[]; more: boolean } }>(account, {
      query: `query ($where: PersonSearch!) { findPersons(where: $where) { more persons { atenaNumber kanji kana birthDate { iso } sex } } }`,
      variables: { where },
      purpose,
    });

  test('a person is found by reading and birth date, and is on record as found by a search', async () => {
    const birthDate = `${mine.born.slice(0, 4)}-${mine.born.slice(4, 6)}-${mine.born.slice(6)}`;
    const answer = await find({ kanaPrefix: mine.kana.slice(0, 3), birthDate });
    expect(answer.errors).toEqual([]);
    expect(answer.data.findPersons.persons).toContainEqual(
      expect.objectContaining({ atenaNumber: mine.number }),
    );
    expect(await accesses(answer.record)).toContain(
      'Query.findPersons DISCLOSED by PersonSearch.kanaPrefix PersonSearch.birthDate',
    );
  });

  test('a search that names nobody in particular is refused', async () => {
    for (const where of [{}, { kanaPrefix: 'サ' }]) {
      const { errors } = await find(where);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('everything else waits for the case', async () => {
    for (const query of [
      '{ residents(where: { kanaPrefix: "サトウ" }) { nodes { atenaNumber } } }',
      `{ resident(atenaNumber: "${mine.number}") { name { kanji } } }`,
      `{ findPersons(where: { kanaPrefix: "サト" }) { more } resident(atenaNumber: "${mine.number}") { name { kanji } } }`,
    ]) {
      const answer = await gateway.as('clerk', { query, purpose: 'INQUIRY' });
      expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, 'PURPOSE_REQUIRED']);
    }
  });

  test('who has no such work finds nobody', async () => {
    for (const [account, purpose] of [
      ['disclosure', 'DISCLOSURE'],
      ['auditor', 'AUDIT'],
    ] as const) {
      const { errors } = await find({ kanaPrefix: 'サト' }, account, purpose);
      expect(errors).toHaveLength(1);
    }
  });

  test('the number on the card finds its person, for number clerks alone', async () => {
    const number = individualNumberOf(mine.number);
    const query =
      'query ($n: IndividualNumberInput!) { findPersonByNumber(number: $n) { atenaNumber kanji } }';
    const ask = (account: string, n: string) =>
      gateway.as(account, { query, variables: { n }, purpose: 'INQUIRY' });
    expect((await ask('number-clerk', number)).data).toMatchObject({
      findPersonByNumber: { atenaNumber: mine.number },
    });
    expect((await ask('clerk', number)).errors.map(({ extensions }) => extensions.code)).toEqual([
      'FORBIDDEN',
    ]);
  });

  describe('matching by number and four items', () => {
    const MATCH = `mutation ($input: MatchPersonInput!) { matchPerson(input: $input) { match { decision decidedBy } userErrors { code } } }`;
    const shown = (person: Person, more: object = {}) => ({
      atenaNumber: person.number,
      number: individualNumberOf(person.number),
      name: person.kanji,
      birthDate: `${person.born.slice(0, 4)}-${person.born.slice(4, 6)}-${person.born.slice(6)}`,
      sex: person.sex === '1' ? 'MALE' : 'FEMALE',
      address: person.address,
      ...more,
    });
    interface Matched {
      readonly matchPerson: { readonly match: { readonly decision: string } | null } | null;
    }
    const match = (input: object, caseNumber?: string, key = `match-${(keys += 1)}-key`) =>
      gateway.as<Matched>('number-clerk', {
        query: MATCH,
        variables: { input: { idempotencyKey: key, ...input } },
        purpose: 'INQUIRY',
        case: caseNumber,
      });
    const decision = async (input: Record<string, unknown>) =>
      (await match(input)).data.matchPerson?.match?.decision;

    test('is a decision on record, and tells not which item differs', async () => {
      const number = await opened();
      const answer = await match(shown(mine), number);
      expect(answer.errors).toEqual([]);
      expect(answer.data.matchPerson).toEqual({
        match: { decision: 'MATCH', decidedBy: 'number-clerk' },
        userErrors: [],
      });
      for (const wrong of [
        { name: other.kanji === mine.kanji ? '別 人' : other.kanji },
        { birthDate: '1901-01-01' },
        { sex: mine.sex === '1' ? 'FEMALE' : 'MALE' },
        { address: '小金井市緑町9丁目9番9号' },
        { number: individualNumberOf(other.number) },
      ])
        expect(await decision(shown(mine, wrong))).toMatch(/^(MISMATCH|INVALID)$/);
      const query = 'query ($n: ID!) { case(number: $n) { matches { decision } } }';
      const read = await gateway.as('clerk', { query, variables: { n: number }, purpose: 'INQUIRY' });
      expect(read.data).toEqual({ case: { matches: [{ decision: 'MATCH' }] } });
      const [intent, outcome] = (await records('ACT')).slice(-12, -10);
      expect([intent, outcome]).toMatchObject([
        { act: 'matchPerson', phase: 'INTENT', case: number },
        { act: 'matchPerson', phase: 'OUTCOME', case: number, result: 'MATCH' },
      ]);
    });

    test('under one key it is one comparison', async () => {
      const first = await match(shown(mine), undefined, 'match-once-key');
      const again = await match(shown(mine), undefined, 'match-once-key');
      expect(again.data).toEqual(first.data);
      const elsewhere = await match(shown(mine, { sex: 'UNKNOWN' }), undefined, 'match-once-key');
      expect(elsewhere.data.matchPerson).toMatchObject({ match: null, userErrors: [{ code: 'KEY_REUSED' }] });
    });

    test('of a protected person no address is compared', async () => {
      const [person] = cityRows<{ number: string }>(
        'registry',
        `SELECT s.ATENA_NO AS number FROM JUKI_SIEN s JOIN JUKI_KIHON k ON k.ATENA_NO = s.ATENA_NO
         WHERE KAISI_YMD <= '20230627' AND SYURYO_YMD >= '20230627' AND TORIKESI_FLG <> '1' AND k.JUMIN_JOTAI = '1'`,
      );
      const answer = await match(
        shown({ ...mine, number: person?.number ?? '' }, { number: individualNumberOf(mine.number) }),
      );
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    });
  });
});
