import Database from 'better-sqlite3';
import { join } from 'node:path';
import { testCity } from '../support/city.js';
import type { Ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** What an account learns about itself: session, menus, caps, permissions and the work that waits. */

let now = 0;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(
    {},
    { intermediate: true, vrs: true, sessions: { clock: () => now, sweepEvery: 60_000 } },
  );
});
afterAll(() => gateway?.stop());

const MINUTE = 60_000;
const SECONDS = 1_000;
const AUTOMATIC = { headers: { 'sekisho-automatic': 'true' } };

async function viewer<Data>(account: string, fields: string, more: Omit<Ask, 'token' | 'query'> = {}) {
  const answer = await gateway.as<{ viewer: Data }>(account, { query: `{ viewer { ${fields} } }`, ...more });
  expect(answer.errors).toEqual([]);
  return { ...answer, viewer: answer.data.viewer };
}

describe('the session', () => {
  interface Session {
    readonly session: {
      begun: string;
      idleEnds: string;
      absoluteEnds: null;
      idleMinutes: number;
      loginMethods: string[];
    };
  }
  const FIELDS = 'session { begun idleEnds absoluteEnds idleMinutes loginMethods }';
  /** Milliseconds from now by the real clock until an instant, less those that passed while the answer came. */
  const from = (instant: unknown): number => Date.parse(String(instant)) - Date.now();
  const near = (milliseconds: number, expected: number): void =>
    expect(Math.abs(milliseconds - expected)).toBeLessThan(20 * SECONDS);

  test('its times are told, and each answer says when it ends: the user extends it, a timer does not', async () => {
    await viewer('clerk', 'account');
    now += 2 * MINUTE;
    const polled = await viewer<Session>('clerk', FIELDS, AUTOMATIC);
    near(from(polled.viewer.session.begun), -2 * MINUTE);
    near(from(polled.viewer.session.idleEnds), 3 * MINUTE);
    near(from(polled.headers['sekisho-session-ends']), 3 * MINUTE);
    expect(polled.viewer.session).toMatchObject({ absoluteEnds: null, idleMinutes: 5 });
    expect(polled.viewer.session.loginMethods).toContain('palm_vein');
    const asked = await viewer<Session>('clerk', FIELDS);
    near(from(asked.headers['sekisho-session-ends']), 5 * MINUTE);
    near(from(asked.viewer.session.begun), -2 * MINUTE);
  });

  test('a refused answer of a session says it too; one without a session, or of a machine, says nothing', async () => {
    const refused = await gateway.as('clerk', { query: '{ nothing }' });
    expect(refused.errors).not.toEqual([]);
    near(from(refused.headers['sekisho-session-ends']), 5 * MINUTE);
    const machine = await viewer<{ session: null }>('dashboard', FIELDS, { from: '127.0.0.4' });
    expect(machine.viewer.session).toBeNull();
    expect(machine.headers).not.toHaveProperty('sekisho-session-ends');
    const ended = await gateway.as('vrs-clerk', {
      query: 'mutation { logout { ended } }',
      from: '127.0.0.2',
    });
    expect(ended.data).toEqual({ logout: { ended: true } });
    expect(ended.headers).not.toHaveProperty('sekisho-session-ends');
    const after = await gateway.as('vrs-clerk', { query: '{ viewer { account } }', from: '127.0.0.2' });
    expect(after.status).toBe(401);
    expect(after.headers).not.toHaveProperty('sekisho-session-ends');
  });
});

test('menus are those of the account’s own grants, with name, law and last day, and ask for no purpose', async () => {
  const own = await viewer<{ purposes: string[]; menus: Record<string, unknown>[] }>(
    'clerk',
    'purposes menus { purpose nameJa nameEn needsCase legalBasis openUntil ownerOffice }',
  );
  expect(own.viewer.menus.map(({ purpose }) => purpose)).toEqual(own.viewer.purposes);
  expect(own.viewer.menus.find(({ purpose }) => purpose === 'INQUIRY')).toMatchObject({
    ...{ nameJa: '問い合わせに関する事務', needsCase: true, ownerOffice: '健康課長' },
    legalBasis: expect.stringContaining('番号法9条'),
  });
  const granted = await gateway.as<{ grants: { purpose: string; ends: string; state: string }[] }>('admin', {
    ...{ purpose: 'ADMINISTRATION', from: '127.0.0.4' },
    query: '{ grants(account: "clerk") { purpose ends state } }',
  });
  for (const { purpose, openUntil } of own.viewer.menus)
    expect(
      granted.data.grants
        .filter((one) => one.purpose === purpose && one.state === 'OPEN')
        .map((one) => one.ends),
    ).toContain(openUntil);
});

describe('budgets', () => {
  interface Told {
    readonly budgets: {
      kind: string;
      used: number | null;
      warnAt: number | null;
      cap: number;
      resets: string | null;
    }[];
  }
  const FIELDS = 'budgets { kind used warnAt cap resets }';
  const usedOf = async (account: string, purpose = 'INQUIRY') => {
    const { budgets } = (await viewer<Told>(account, FIELDS, { purpose, case: 'K-1' })).viewer;
    return Object.fromEntries(budgets.map((one) => [one.kind, one]));
  };

  test('say what was used of each cap; a look at them uses nothing', async () => {
    const before = await usedOf('number-clerk');
    expect(before['DISPLAYS']).toEqual({ kind: 'DISPLAYS', used: 0, warnAt: null, cap: 60, resets: null });
    const untold = { kind: 'PERSONS', used: null, warnAt: 4_000, cap: 5_000, resets: null };
    expect(before['PERSONS']).toEqual(untold);
    const somebody = await gateway.as<{ residents: { nodes: { atenaNumber: string }[] } }>('number-clerk', {
      ...{ purpose: 'RECOMMEND', query: '{ residents(where: {}, first: 1) { nodes { atenaNumber } } }' },
    });
    const id = somebody.data.residents?.nodes[0]?.atenaNumber;
    const ask = (fields: string) =>
      gateway.as('number-clerk', {
        ...{ purpose: 'INQUIRY', case: 'K-1', variables: { id } },
        query: `query ($id: ID!) { resident(atenaNumber: $id) { individualNumber { ${fields} } } }`,
      });
    await ask('disclosure');
    expect((await usedOf('number-clerk'))['DISPLAYS']?.used).toBe(0);
    await ask('disclosure value');
    const after = await usedOf('number-clerk');
    expect(after['DISPLAYS']?.used).toBe(1);
    expect(Date.parse(after['DISPLAYS']?.resets ?? '') - Date.now()).toBeGreaterThan(59 * MINUTE);
    // Whom an answer does not show counts, too: how many they are is not told.
    expect(after['PERSONS']).toEqual(untold);
    expect((await usedOf('number-clerk'))['DISPLAYS']?.used).toBe(1);
    const unnamed = (await viewer<Told>('number-clerk', FIELDS)).viewer.budgets.map(({ kind }) => kind);
    expect(unnamed).toEqual(['DISPLAYS', 'LOOK_UPS', 'VERIFICATIONS', 'SEARCHES']);
  });
});

describe('permissions', () => {
  interface Told {
    readonly permissions: {
      class: string;
      verb: string;
      allowed: boolean;
      needs: string[];
      textJa: string;
    }[];
  }
  const QUERY = 'permissions(purpose: INQUIRY) { class verb allowed needs textJa textEn grounds }';

  test('are those of the purpose asked about: a case opens it under its own purpose alone', async () => {
    const basic = async (more: Omit<Ask, 'token' | 'query'>) =>
      (await viewer<Told>('clerk', QUERY, more)).viewer.permissions.find(
        (one) => one.class === 'BASIC' && one.verb === 'READ',
      );
    expect(await basic({})).toMatchObject({ allowed: false, needs: ['CASE'] });
    expect(await basic({ purpose: 'CERTIFICATE', case: 'K-1' })).toMatchObject({
      allowed: false,
      needs: ['CASE'],
    });
    expect(await basic({ purpose: 'INQUIRY', case: 'K-1' })).toMatchObject({ allowed: true, needs: [] });
  });

  test('tell of no class or verb that the caller’s view of the graph has not', async () => {
    const { permissions } = (await viewer<Told>('clerk', QUERY)).viewer;
    const acts = permissions.map((one) => `${one.verb} ${one.class}`);
    expect(new Set(acts).size).toBe(acts.length);
    expect(acts.filter((act) => /AUDIT|DIRECTORY|LINKED|REVEAL/.test(act))).toEqual([]);
  });

  test('of a purpose on no menu of the account are refused as the purpose itself is', async () => {
    const answer = await gateway.as('clerk', {
      query: '{ viewer { permissions(purpose: AUDIT) { class } } }',
    });
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('tasks', () => {
  interface Task {
    readonly kind: string;
    readonly purposes: string[];
    readonly count: number | null;
    readonly more: boolean;
    readonly overdue: number | null;
    readonly oldest: string | null;
  }
  const tasksOf = async (account: string, more: Omit<Ask, 'token' | 'query'> = {}) => {
    const fields = 'tasks { kind purposes count more overdue oldest }';
    const { tasks } = (await viewer<{ tasks: Task[] }>(account, fields, more)).viewer;
    return new Map(tasks.map((task) => [task.kind, task]));
  };

  /** The list of each kind, and where its rows are in the answer. */
  const LISTS: Readonly<Record<string, string>> = {
    PROVISIONS_TO_APPROVE: 'list: provisionRequests(first: 200) { edges { cursor } }',
    INQUIRIES_ANSWERED: 'list: informationRequests(states: [ANSWERED], first: 1000) { edges { cursor } }',
    INQUIRIES_REFUSED: 'list: informationRequests(states: [REFUSED], first: 1000) { edges { cursor } }',
    INQUIRIES_QUARANTINED:
      'list: informationRequests(states: [QUARANTINED], first: 1000) { edges { cursor } }',
    CHANGES_TO_APPROVE: 'list: immunizationChanges(first: 1000) { edges { cursor } }',
    FINDINGS_OPEN: 'list: reconciliationFindings(first: 1000) { edges { cursor } }',
    FINDINGS_TO_APPROVE:
      'list: reconciliationFindings(filter: {states: [PROPOSED]}, first: 1000) { edges { cursor } }',
    CASES_OPEN: 'list: myCases(first: 1000) { edges { cursor } }',
  };
  /** Every person of the demo, from where they work. */
  const PEOPLE: Readonly<Record<string, string>> = {
    clerk: '127.0.0.1',
    'number-clerk': '127.0.0.1',
    manager: '127.0.0.1',
    auditor: '127.0.0.4',
    admin: '127.0.0.4',
    disclosure: '127.0.0.4',
  };

  beforeAll(() => {
    const own = ['manager', 'number-clerk', 'clerk'].flatMap((name) => testCity().manifest.staff[name] ?? []);
    const database = new Database(join(gateway.settings.dataDirectory, 'store.sqlite'), { timeout: 10_000 });
    const registry = new Database(join(testCity().directory, '132101', 'registry.sqlite'), {
      readonly: true,
    });
    const others = registry
      .prepare<[], { number: string }>(
        "SELECT ATENA_NO AS number FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 9",
      )
      .all()
      .map(({ number }) => number);
    registry.close();
    const uuid = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
    const day = (at: number) => `2023-06-0${(at % 9) + 1}T00:00:00.000Z`;
    const numbers = [...own, ...others];
    // Written behind the gateway's back: how a row comes about is not what is tried here.
    numbers.forEach((number, at) => {
      for (const state of ['OPEN', 'PROPOSED', 'DECIDED'])
        database
          .prepare(
            `INSERT INTO recon_finding (id, kind, state, suspected, confidence, reasons, atena_number, digest, found_at, seen_run)
             VALUES (?, 'DAY_MISMATCH', ?, 'LEDGER', 90, '', ?, '', ?, 1)`,
          )
          .run(`${state}-${at}`.padEnd(43, 'x'), state, number, day(at));
      database
        .prepare(
          `INSERT INTO immunization_change (id, atena_number, health_number, kind, state, way, warnings, locks, account, changed_at)
           VALUES (?, ?, '0', 'WITHDRAW', 'AWAITING_APPROVAL', 'COUNTER', '', 0, 'clerk', ?)`,
        )
        .run(uuid(at), number, day(at));
      database
        .prepare(
          `INSERT INTO linkage_request (id, account, purpose, case_number, atena_number, row_cited, article, citation,
             basis_conflict, provider, items, hidden, state, requested_at, changed_at)
           VALUES (?, 'number-clerk', 'HISTORY', 'K-1', ?, '16の2', '', '', 0, '', '', 0, ?, ?, ?)`,
        )
        .run(uuid(at), number, ['ANSWERED', 'REFUSED', 'QUARANTINED'][at % 3], day(at), day(at));
    });
    database.close();
  });

  test.each(Object.entries(PEOPLE))(
    'of %s: each count is what its list has for that account',
    async (account, from) => {
      const tasks = await tasksOf(account, { from });
      for (const [kind, list] of Object.entries(LISTS)) {
        const task = tasks.get(kind);
        if (task === undefined) continue;
        for (const purpose of task.purposes) {
          const answer = await gateway.as<{ list: { edges: unknown[] } | null }>(account, {
            query: `{ ${list} }`,
            ...{ purpose, from, case: kind === 'CASES_OPEN' ? undefined : 'K-1' },
          });
          expect([kind, purpose, answer.errors]).toEqual([kind, purpose, []]);
          expect([kind, purpose, answer.data.list?.edges.length ?? null]).toEqual([
            kind,
            purpose,
            task.count,
          ]);
        }
      }
    },
  );

  test('a purpose is told where the work can be done, not where it can only be read: who decides needs a case', async () => {
    const acts: Readonly<Record<string, [fieldClass: string, verb: string]>> = {
      PROVISIONS_TO_APPROVE: ['LINKAGE', 'APPROVE'],
      INQUIRIES_ANSWERED: ['LINKAGE', 'INQUIRE'],
    };
    for (const account of ['manager', 'number-clerk'])
      for (const { kind, purposes } of (await tasksOf(account)).values()) {
        const [fieldClass, verb] = acts[kind] ?? [];
        if (fieldClass === undefined) continue;
        expect([kind, purposes]).toEqual([kind, ['INQUIRY']]);
        const fields = 'permissions(purpose: HISTORY) { class verb needs }';
        type Row = { class: string; verb: string; needs: string[] };
        const { permissions } = (await viewer<{ permissions: Row[] }>(account, fields)).viewer;
        expect(permissions).toContainEqual({ class: fieldClass, verb, needs: ['CASE'] });
      }
  });

  test('each kind of list waits for somebody, with the oldest; own household is in no count', async () => {
    const manager = await tasksOf('manager');
    const numberClerk = await tasksOf('number-clerk');
    const number = (task: Task | undefined): number => task?.count ?? 0;
    const all = Object.keys(testCity().manifest.staff);
    expect(all.length).toBeGreaterThan(3);
    for (const kind of ['CHANGES_TO_APPROVE', 'FINDINGS_TO_APPROVE'])
      expect([kind, number(manager.get(kind)) > 0]).toEqual([kind, true]);
    for (const kind of ['INQUIRIES_ANSWERED', 'INQUIRIES_REFUSED', 'INQUIRIES_QUARANTINED', 'FINDINGS_OPEN'])
      expect([kind, number(numberClerk.get(kind)) > 0]).toEqual([kind, true]);
    expect(manager.get('CHANGES_TO_APPROVE')?.oldest).toMatch(/^2023-06-0/);
    // Of twelve changes the manager's own is not told.
    expect(manager.get('CHANGES_TO_APPROVE')?.count).toBe(11);
  });

  test('what ends soon is counted as the directory shows it, for the administrator', async () => {
    const tasks = await tasksOf('admin', { from: '127.0.0.4' });
    const directory = await gateway.as<{
      accounts: { grants: { state: string; ends: string }[] }[];
      contracts: { contracts: { inForce: boolean; ends: string | null }[] };
    }>('admin', {
      ...{ purpose: 'ADMINISTRATION', from: '127.0.0.4' },
      query: '{ accounts { grants { state ends } } contracts { contracts { inForce ends } } }',
    });
    const soon = '2023-07-27';
    const grants = directory.data.accounts.flatMap((one) => one.grants);
    const ending = grants.filter(({ state, ends }) => state === 'OPEN' && ends <= soon);
    const contracts = directory.data.contracts.contracts;
    const contractsEnding = contracts.filter(({ inForce, ends }) => inForce && ends !== null && ends <= soon);
    expect(tasks.get('GRANTS_EXPIRING')?.count).toBe(ending.length);
    expect(tasks.get('CONTRACTS_EXPIRING')?.count).toBe(contractsEnding.length);
    expect((await tasksOf('clerk')).has('GRANTS_EXPIRING')).toBe(false);
  });

  test('the month that nobody has signed a review of waits for the auditor, and for nobody else', async () => {
    const tasks = await tasksOf('auditor', { from: '127.0.0.4' });
    expect(tasks.get('REVIEWS_DUE')).toEqual({
      ...{
        kind: 'REVIEWS_DUE',
        purposes: ['AUDIT'],
        count: 1,
        more: false,
        overdue: 0,
        oldest: '2023-06-01',
      },
    });
    for (const account of ['clerk', 'manager'])
      expect((await tasksOf(account)).has('REVIEWS_DUE')).toBe(false);
  });

  test('while the intermediate server is silent what rests on it has no count, and the rest has', async () => {
    await gateway.network.close();
    const tasks = await tasksOf('manager');
    expect(tasks.get('PROVISIONS_TO_APPROVE')).toMatchObject({ count: null, overdue: null });
    expect(tasks.get('CHANGES_TO_APPROVE')?.count).toBe(11);
  });
});
