import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { listRecords, type ToldRecord } from '../../src/audit/reading/list-records.js';
import { runCommand } from '../../src/commands/program.js';
import { parseSettings } from '../../src/config/parse.js';
import { MUNICIPALITY, NEIGHBOUR, OWN_ACCOUNT } from '../../src/about.js';
import { chooseDayPeople } from '../../src/mock/day/choose-people.js';
import { CHILD, FORMER_DOSES, MOTHER } from '../../src/mock/day/newcomers.js';
import { individualNumberOf, prepareDay, type OtherSystems } from '../../src/mock/day/other-systems.js';
import { takeOver } from '../../src/mock/day/take-over.js';
import { testCity } from '../support/city.js';
import type { Answer } from '../support/client.js';
import { EditedCity } from '../support/edited-city.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';
import { fillIn, readSteps } from '../support/walk-through.js';

/** The morning of docs/a-day.md, with its own documents and in its order, over the gateway, the stand-ins and a city. */

const CASE = '5小健第210号';
const HIDDEN_HOME = '隠町三丁目９９番７号';

const city = new EditedCity();
const steps = readSteps('a-day.md');
const values: Record<string, string> = {};
let gateway: TestGateway;

let numbers: readonly string[];

/** The systems beside the gateway, as `sekisho mock day` plays them. */
function beside<Done>(work: (systems: OtherSystems) => Done): Done {
  const open = (name: string) => new Database(join(city.files.folder, `${name}.sqlite`));
  const [registry, health, address] = [open('registry'), open('health'), open('address-name')];
  try {
    const { state: vrs } = gateway.vrs;
    return work({ registry, health, address, vrs, municipality: MUNICIPALITY, neighbour: NEIGHBOUR });
  } finally {
    for (const database of [registry, health, address]) database.close();
  }
}

beforeAll(async () => {
  gateway = await startTestGateway(city.files.environment, { vrs: true });
  const staff = Object.values(testCity().manifest.staff).flatMap((number) => number ?? []);
  beside((systems) => {
    const people = chooseDayPeople(systems.registry, { municipality: MUNICIPALITY, staff });
    prepareDay(systems, people);
    values['支援措置の対象者の宛名番号'] = people.protectedOne;
    values['前の宛名番号'] = people.former;
    numbers = [MOTHER, CHILD].map((one) => individualNumberOf(one, systems.address));
  });
});
afterAll(async () => {
  await gateway?.stop();
  city.remove();
});

test('each step is one line to paste, in the order of the page, with every value that it takes', () => {
  const page = readFileSync(join(ROOT, 'docs', 'a-day.md'), 'utf8');
  const lines = [...page.matchAll(/^step (\w+)((?:.*\\\n)*.*)$/gm)];
  expect(lines.map(([, name]) => name)).toEqual([...steps.keys()]);
  for (const [line, name = ''] of lines) {
    const taken = [...(steps.get(name)?.variables ?? '').matchAll(/‹([^›]+)›/g)].map(([, what]) => what);
    for (const what of taken) expect([name, line.includes(` ${what}=`)]).toEqual([name, true]);
    // What an earlier answer holds is taken from a step before this one.
    for (const [, from = ''] of line.matchAll(/got (\w+)/g))
      expect([...steps.keys()].indexOf(from)).toBeLessThan([...steps.keys()].indexOf(name));
  }
});

interface Act {
  readonly userErrors: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}
const told: { readonly name: string; readonly answer: Answer }[] = [];

/** One step as it stands on the page; its answer is kept for what is asked of all of them. */
async function run<Data = Record<string, Act>>(name: string): Promise<Answer<Data>> {
  const step = steps.get(name);
  if (step === undefined) throw new Error(`docs/a-day.md has no step ${name}`);
  const { account, purpose, caseNumber, from, query } = step;
  const answer = await gateway.as<Data>(account, {
    ...{ query, purpose, variables: fillIn(step, values) },
    ...(caseNumber !== undefined && { case: encodeURIComponent(caseNumber) }),
    ...(from !== undefined && { from }),
  });
  told.push({ name, answer: answer as Answer });
  return answer;
}

/** The only field of a mutation's answer. */
async function act(name: string): Promise<Act> {
  const { data, errors } = await run(name);
  expect([name, errors]).toEqual([name, []]);
  const [payload] = Object.values(data);
  if (payload === undefined) throw new Error(`${name} told nothing`);
  return payload;
}

test('8:45 a mother and her child move in, after a look that tells of somebody who was here before', async () => {
  const look = await act('look');
  expect([look.userErrors.map(({ code }) => code), look['change']]).toEqual([['E_IDO_015'], null]);
  expect(
    city.files.rows('registry', 'SELECT 1 FROM JUKI_KIHON WHERE ATENA_NO = ?', MOTHER.atenaNumber),
  ).toEqual([]);
  for (const name of ['mother', 'child'])
    expect(await act(name)).toMatchObject({
      ...{ userErrors: [], change: { kind: 'MOVE_IN', phase: 'ENTERED', effectiveOn: '2023-06-26' } },
      after: { status: 'RESIDENT', residentSince: '2023-06-26' },
    });
  const { data } = await run<{
    residentChanges: { nodes: readonly { atenaNumber: string; integratedNumber: null }[] };
  }>('follow');
  expect(data.residentChanges.nodes.map(({ atenaNumber }) => atenaNumber)).toEqual([
    ...[MOTHER.atenaNumber, CHILD.atenaNumber],
  ]);
  expect(beside(takeOver)).toEqual([MOTHER.atenaNumber, CHILD.atenaNumber]);
  expect(beside(takeOver)).toEqual([]);
});

test('9:30 with her consent on a case the old city is asked, and its doses come', async () => {
  const opened = await act('open');
  expect(opened).toMatchObject({ userErrors: [], case: { documentNumber: CASE } });
  values['案件番号'] = (opened['case'] as { number: string }).number;
  expect(await act('register')).toMatchObject({
    ...{ userErrors: [] },
    vaccinationRecord: { state: 'ACTIVE', coupons: [{ number: '9300000101', voidedOn: null }] },
  });
  expect(await act('ask')).toMatchObject({
    userErrors: [],
    answer: { outcome: 'PROVIDED', municipality: NEIGHBOUR, doses: FORMER_DOSES },
  });
});

test('10:15 a dose is recorded, corrected, and withdrawn with the approval of the head', async () => {
  const checked = await act('check');
  expect([checked.userErrors, checked['immunization']]).toEqual([[], null]);
  const recorded = await act('record');
  expect(recorded).toMatchObject({
    userErrors: [],
    immunization: {
      version: '0',
      state: 'RECORDED',
      dose: 1,
      lot: 'EY0573',
      provenance: { origin: 'ELSEWHERE' },
    },
  });
  values['記録番号'] = (recorded['immunization'] as { id: string }).id;
  expect(await act('correct')).toMatchObject({
    userErrors: [],
    immunization: { version: '1', state: 'CORRECTED', locked: true, lot: 'EY0578' },
  });
  const asked = await act('withdraw');
  expect(asked).toMatchObject({ userErrors: [], change: { kind: 'WITHDRAW', state: 'AWAITING_APPROVAL' } });
  const change = asked['change'] as { id: string; contentHash: string };
  [values['変更の番号'], values['確認した内容のハッシュ']] = [change.id, change.contentHash];
  expect(await act('decide')).toMatchObject({
    userErrors: [],
    change: { state: 'DONE' },
    immunization: { state: 'WITHDRAWN' },
  });
  const { data } = await run<{ resident: { immunizations: readonly { state: string; lot: string }[] } }>(
    'struck',
  );
  expect(data.resident.immunizations).toMatchObject([
    {
      ...{ id: values['記録番号'], state: 'WITHDRAWN', lot: 'EY0578' },
      history: [
        { kind: 'RECORD', before: null, after: { lot: 'EY0573' } },
        { kind: 'CORRECT', before: { lot: 'EY0573' }, after: { lot: 'EY0578' } },
        { kind: 'WITHDRAW' },
      ],
    },
  ]);
});

test('11:00 a protected person moves, and the new address comes back to nobody', async () => {
  expect(await act('protected')).toMatchObject({
    userErrors: [],
    change: { kind: 'MOVE_WITHIN', phase: 'ENTERED' },
    after: { status: 'RESIDENT', address: null },
  });
  const { data, withheld } = await run<{ resident: { name: object; address: null } }>('closed');
  expect(data.resident).toMatchObject({
    name: { kanji: expect.stringMatching(/./) as string },
    address: null,
  });
  expect(withheld).toMatchObject([{ coordinate: 'Resident.address', reason: 'NOT_DISCLOSABLE' }]);
  for (const { name, answer } of told)
    expect([name, answer.text.includes(HIDDEN_HOME)]).toEqual([name, false]);
});

test('11:30 the number of ten years ago is hers, and either leads to her', async () => {
  expect(await act('merge')).toMatchObject({
    userErrors: [],
    change: {
      ...{ kind: 'MERGE', atenaNumber: values['前の宛名番号'], mergedInto: MOTHER.atenaNumber },
      flags: [{ target: 'NUMBERS', state: 'DONE' }],
    },
  });
  const { data, errors } = await run<{ old: { atenaNumber: string }; new: object }>('either');
  expect([errors, data.old]).toEqual([[], data.new]);
  expect(data.old.atenaNumber).toBe(MOTHER.atenaNumber);
});

test('12:00 each step stands in the log, under its case where there is one', async () => {
  // The log names a case by its own number, however the caller named it.
  const number = values['案件番号'];
  const records = await recordsOf(new Set(['OUTCOME', 'ACT', 'RECORD_SYSTEM']));
  for (const { name, answer } of told) {
    const of = records.find(({ record }) => record === answer.record);
    const { account, purpose, caseNumber = null } = steps.get(name) ?? {};
    expect([name, of]).toEqual([
      name,
      expect.objectContaining({ kind: 'OUTCOME', account, purpose, case: caseNumber && number }),
    ]);
  }
  // What the gateway does by itself meanwhile is its own.
  const acts = records.filter(({ kind, account }) => kind !== 'OUTCOME' && account !== OWN_ACCOUNT);
  const lines = acts.map(({ act: of, phase, account, case: under, result }) => [
    of,
    phase,
    account,
    under,
    result,
  ]);
  expect(lines).toEqual(
    MORNING.flatMap(([of, account, under, result]) => [
      [of, 'INTENT', account, under && number, null],
      [of, 'OUTCOME', account, under && number, result.replace('‹case›', String(number))],
    ]),
  );
  const { data } = await run<Looked>('looked');
  expect(new Set(data.accessHistory.nodes.map(({ account }) => account.id))).toEqual(
    new Set(['registry-clerk', 'address-name', 'clerk', 'vrs-clerk']),
  );
  expect([...data.accessHistory.numbers].sort()).toEqual([MOTHER.atenaNumber, values['前の宛名番号']].sort());
});

interface Looked {
  readonly accessHistory: {
    readonly nodes: readonly { readonly account: { readonly id: string }; readonly case: string | null }[];
    readonly numbers: readonly string[];
  };
}

/** Acts in their order: which, by whom, whether under the case, and what each came to. */
const MORNING: readonly (readonly [act: string, account: string, under: 'CASE' | null, result: string])[] = [
  ['applyMovement', 'registry-clerk', null, 'APPLIED 1'],
  ['applyMovement', 'registry-clerk', null, 'APPLIED 2'],
  ['openCase', 'clerk', null, 'OPENED ‹case›'],
  ['registerTarget', 'vrs-clerk', 'CASE', 'REGISTERED'],
  ['askVaccinationRecord', 'vrs-clerk', 'CASE', 'PROVIDED'],
  ['recordImmunization', 'clerk', 'CASE', 'RECORDED'],
  ['correctImmunization', 'clerk', 'CASE', 'CORRECTED'],
  ['withdrawImmunization', 'clerk', 'CASE', 'SUBMITTED'],
  ['decideImmunizationChange', 'manager', 'CASE', 'APPROVED WITHDRAWN'],
  ['applyMovement', 'registry-clerk', null, 'APPLIED 3'],
  ['applyMovement', 'registry-clerk', null, 'APPLIED 4'],
];

test('the log is whole, and no individual number is in any answer', async () => {
  const { dataDirectory } = gateway.settings;
  const printed: string[] = [];
  await runCommand(['node', 'sekisho', 'audit', 'verify'], {
    root: ROOT,
    settings: () => parseSettings({ SEKISHO_DATA: dataDirectory }, dataDirectory),
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void printed.push(line),
    exitCode: (code: number) => void printed.push(`exit ${code}`),
  });
  expect(printed.join('\n')).toMatch(/whole/);
  expect(printed.join('\n')).not.toMatch(/exit [1-9]/);
  for (const number of numbers)
    for (const { name, answer } of told) expect([name, answer.text.includes(number)]).toEqual([name, false]);
});

async function recordsOf(kinds: ReadonlySet<string>): Promise<readonly ToldRecord[]> {
  const found: ToldRecord[] = [];
  for await (const record of listRecords(gateway.settings.auditDirectory, gateway.auditKeys, { kinds }))
    found.push(record);
  return found;
}
