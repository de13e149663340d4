import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askedValues } from '../../../../src/commands/remote/asked-values.js';
import { readCatalogue } from '../../../../src/commands/remote/catalogue.js';
import { runTwin } from '../../../../src/commands/remote/run-twin.js';
import { TWINS } from '../../../../src/commands/remote/twins-data.js';
import type { CommandContext } from '../../../../src/commands/context.js';
import type { Settings } from '../../../../src/config/settings.js';
import { ERROR_TABLE } from '../../../../src/errors/codes.js';
import { ROOT } from '../../../architecture/sources.js';

/** Where the gateway speaks of headers, a command says which flags stand for them. */

let server: Server;
let body = '';
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

/** What a command says of an answer that has one fault. */
async function told(code: string, { ja, en }: { readonly ja: string; readonly en: string }): Promise<string> {
  body = JSON.stringify({ errors: [{ message: en, extensions: { code, messageJa: ja } }] });
  const catalogue = readCatalogue(ROOT);
  const twin = TWINS.find(({ name }) => name === 'cases mine');
  const operation = catalogue?.operations.get(twin?.operation ?? '');
  if (catalogue === null || twin === undefined || operation === undefined) throw new Error('npm run build');
  const lines: string[] = [];
  const context: Pick<CommandContext, 'warn' | 'print' | 'exitCode'> & { settings: () => Partial<Settings> } =
    {
      warn: (line) => lines.push(line),
      print: () => undefined,
      exitCode: () => undefined,
      settings: () => ({ token: 'a-token', host: '127.0.0.1', port: (server.address() as AddressInfo).port }),
    };
  const { schema } = catalogue;
  const running = { twin, operation, schema, asked: askedValues(operation, schema) };
  await runTwin(running, new Map(), { format: 'table' }, context as CommandContext);
  return lines.join('\n');
}

test.each(Object.entries(ERROR_TABLE))('%s', async (code, row) => {
  const said = await told(code, row);
  const isAbout = (header: RegExp, ...codes: string[]) => header.test(row.en) || codes.includes(code);
  expect(said.includes('--token-file')).toBe(isAbout(/Authorization/, 'UNAUTHENTICATED', 'SESSION_EXPIRED'));
  expect(said.includes('--purpose') && said.includes('--case')).toBe(isAbout(/Sekisho-/));
});

test('a header that is named under another code has its flag beside it', async () => {
  const said = await told('BAD_USER_INPUT', {
    ja: '案件番号(Sekisho-Case)',
    en: 'A case number (Sekisho-Case)',
  });
  expect(said).toContain('--case');
});
