import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { auditCommands } from '../../src/commands/audit/audit.js';
import { reportError } from '../../src/commands/report-error.js';
import type { Examples } from '../../src/mock/intermediate/seed/city-seed.js';
import { cityRows, TEST_CITY } from '../support/city.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';
import { KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';

/** docs/attacks.md M7: the demo lives on one day, with its log, its linkage, its reports and README's examples. */

let gateway: TestGateway;
let lookedAt: string;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
  const [row] = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 1",
  );
  lookedAt = row?.id ?? '';
  const seen = await gateway.as('contractor', {
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { immunizations { date { iso } } } }',
    variables: { id: lookedAt },
    ...{ purpose: 'HISTORY', from: '127.0.0.3' },
  });
  expect(seen.errors).toEqual([]);
});
afterAll(() => gateway?.stop());

/** A `sekisho audit …` that a page shows, run as it stands there. */
async function run(line: string) {
  const lines: string[] = [];
  const settings = { ...gateway.settings, token: await gateway.login('auditor') };
  const context = {
    root: ROOT,
    settings: () => settings,
    print: (text: string) => void lines.push(text),
    warn: (text: string) => void lines.push(text),
    exitCode: (code: number) => void lines.push(`exit ${code}`),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  auditCommands(program, context);
  const words = line.replace(/#.*/, '').trim().split(/ +/).slice(2);
  await program.parseAsync(words, { from: 'user' }).catch((error: unknown) => reportError(error, context));
  return lines.join('\n');
}

const linesOf = (file: string, command: RegExp) =>
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .filter((line) => command.test(line));

test('every record of the log is of the day that the graph takes for today', async () => {
  const days = new Set<string>();
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    days.add(new Date(Date.parse(record.at) + 9 * 3_600_000).toISOString().slice(0, 10));
  // Where midnight falls into this test, the day runs on.
  expect([...days].filter((day) => day !== '2023-06-28')).toEqual([TEST_CITY.asOf]);
});

test.each(linesOf('README.ja.md', /^npx sekisho audit report /).map((line) => [line.replace(/ *#.*/, '')]))(
  'README.ja: %s shows the work just done',
  async (line) => {
    const text = await run(line.replace(/ --out \S+/, '').replace(/ --format \S+/, ''));
    expect(text).toContain('contractor');
    expect(text).not.toMatch(/No records in the span|exit \d/);
  },
);

test('the contract that ends with the day of its use is in the report of that day (claim 16)', async () => {
  const text = await run(`npx sekisho audit report access --from ${TEST_CITY.asOf} --to ${TEST_CITY.asOf}`);
  expect(text).toMatch(/\| contractor \|.*\| 1 \|.*in order/);
});

test('README.ja: a search with the days it shows finds who looked', async () => {
  const [span] = /--from \S+ --to \S+(?=`)/.exec(linesOf('README.ja.md', /^- `search`/).join()) ?? [];
  expect(await run(`npx sekisho audit search --subject ${lookedAt} ${span}`)).toContain('contractor');
});

test('verify says that the times are of a clock that was set, and takes none for a jump', async () => {
  const text = await run('npx sekisho audit verify');
  expect(text).toMatch(/clock that was set to another day/);
  expect(text).not.toMatch(/exit \d|Check that machine/);
});

test('no instant that the linkage tells lies outside of the demo’s day', async () => {
  const people = JSON.parse(
    readFileSync(join(gateway.settings.dataDirectory, 'intermediate', 'examples.json'), 'utf8'),
  ) as Examples;
  const asked = await gateway.as<{ requestInformation: { request: { id: string } | null } }>('number-clerk', {
    query:
      'mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id } userErrors { code } } }',
    variables: {
      input: {
        ...{ idempotencyKey: 'one-clock-1', atenaNumber: people.movedIn },
        ...{ row: '16の2', provider: KOKUBUNJI, items: [VACCINATIONS] },
      },
    },
    ...{ purpose: 'HISTORY', case: 'K-2023-51' },
  });
  const id = asked.data.requestInformation.request?.id;
  interface Told {
    readonly informationRequest: {
      readonly state: string;
      readonly requestedAt: string;
      readonly changedAt: string;
    };
  }
  const told = await until(async () => {
    const { data } = await gateway.as<Told>('number-clerk', {
      query: 'query ($id: ID!) { informationRequest(id: $id) { state requestedAt changedAt } }',
      variables: { id },
      ...{ purpose: 'HISTORY', case: 'K-2023-51' },
    });
    return data.informationRequest.state === 'ANSWERED' ? data.informationRequest : null;
  });
  expect([told.requestedAt, told.changedAt].filter((at) => !/^2023-06-2[678]T/.test(at))).toEqual([]);
  const copies = gateway.network.state.prepare('SELECT * FROM copy').all();
  const refreshed = JSON.stringify(copies).match(/refreshedAt[^,]{3,8}\d{4}-\d\d/g) ?? [];
  expect(new Set(refreshed.map((text) => text.slice(-7)))).toEqual(new Set(['2023-06']));
});
