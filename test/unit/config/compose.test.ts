import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_KEYS } from '../../../src/config/keys.js';
import { ROOT } from '../../support/gateway.js';

/** The container is given every setting that may be set in production: docs/attacks.md M9. */
const file = (name: string): string => readFileSync(join(ROOT, 'docker', name), 'utf8');

/** Names below `environment:` of a service, as they are indented there. */
function environmentOf(service: string): ReadonlySet<string> {
  const [, rest = ''] = file('compose.yaml').split(`\n  ${service}:\n`);
  const [own = ''] = rest.split(/\n {2}\S/);
  const [, block = ''] = own.split('    environment:\n');
  const [lines = ''] = block.split(/\n {4}\S/);
  return new Set([...lines.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name = '']) => name));
}

/** Set by the image itself, for the demo alone, which there is none of in a container, or by whoever runs a command. */
const ELSEWHERE = new Set([
  ...['SEKISHO_HOST', 'SEKISHO_PORT', 'SEKISHO_DATA'],
  ...['SEKISHO_CITY_SIZE', 'SEKISHO_SEED', 'SEKISHO_TODAY'],
  'SEKISHO_TOKEN',
]);

test('compose hands over every setting, and none that there is not', () => {
  const given = environmentOf('gateway');
  const known = SETTING_KEYS.map(({ name }) => name).filter((name) => !ELSEWHERE.has(name));
  expect([...given].filter((name) => name !== 'NODE_EXTRA_CA_CERTS').sort()).toEqual([...known].sort());
});

test('each database and login that the example names is made', () => {
  const sql = file('databases.sql');
  const urls = [...file('example.env').matchAll(/mssql:\/\/(\w+):\w+@sqlserver:\d+\/(\w+)/g)];
  expect(urls).toHaveLength(4);
  for (const [, user = '', database = ''] of urls) {
    expect(sql).toContain(`CREATE DATABASE ${database};`);
    expect(sql).toContain(`IF SUSER_ID('${user}') IS NULL CREATE LOGIN ${user} WITH PASSWORD = `);
    expect(sql).toMatch(
      new RegExp(`USE ${database};\\s+IF USER_ID\\('${user}'\\) IS NULL CREATE USER ${user} `),
    );
  }
});

test('the gateway trusts the certificate that the SQL Server beside it shows', () => {
  const [, path = ''] = /^tlscert = (.+)$/m.exec(file('mssql.conf')) ?? [];
  expect(file('compose.yaml')).toContain(`NODE_EXTRA_CA_CERTS: ${path}`);
});

test('the image starts the gateway with the flags of npm start', () => {
  const { scripts } = JSON.parse(file('../package.json')) as { readonly scripts: { readonly start: string } };
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(file('Dockerfile')) ?? [];
  expect((JSON.parse(command) as readonly string[]).join(' ')).toBe(scripts.start);
});
