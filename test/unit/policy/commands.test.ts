import { Command } from 'commander';
import { join } from 'node:path';
import type { CommandContext } from '../../../src/commands/context.js';
import { policyCommands, type CoordinateLookup } from '../../../src/commands/policy.js';
import type { Settings } from '../../../src/config/settings.js';

const lookup: CoordinateLookup = (coordinate) =>
  coordinate === 'Resident.address' ? { classification: 'CONTACT', verb: 'READ' } : null;

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  let code = 0;
  const context: CommandContext = {
    settings: () => ({ today: '2023-06-27' }) as Settings,
    print: (line) => out.push(line),
    warn: (line) => err.push(line),
    exitCode: (value) => (code = value),
    root: join(__dirname, '../../..'),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => err.push(text) });
  policyCommands(program, context, lookup);
  await program.parseAsync(['policy', ...args], { from: 'user' }).catch(() => (code = 1));
  return { out: out.join('\n'), err: err.join('\n'), code };
}

test('policy explain says who asks for what, and which rule decides', async () => {
  const { out, code } = await run(
    'explain',
    'clerk',
    'RECOMMEND',
    'Resident.address',
    '--label',
    'SUPPORT_MEASURES',
  );
  expect(out).toContain('clerk (健康課 保健師, clerk): READ Resident.address [CONTACT]');
  expect(out).toContain('labels SUPPORT_MEASURES');
  expect(out).toContain('CLOSED by support-measures.contact (NOT_DISCLOSABLE)');
  expect(code).toBe(0);
});

test('policy explain says that a purpose is not on the menus of the account', async () => {
  const { out } = await run(
    'explain',
    'contractor',
    'RECOMMEND',
    'Resident.address',
    '--zone',
    'CONTRACTOR_VPN',
  );
  expect(out).toContain('the menu of RECOMMEND is not granted to this account');
});

test.each([
  [
    'an unknown account',
    ['explain', 'mayor', 'HISTORY', 'Resident.address'],
    'Accounts: clerk, number-clerk',
  ],
  ['an unknown field', ['explain', 'clerk', 'HISTORY', 'Resident.tax'], 'The graph has no such field'],
  ['an unknown purpose', ['explain', 'clerk', 'TAX', 'Resident.address'], 'Allowed choices are HISTORY'],
  [
    'an unknown label',
    ['explain', 'clerk', 'HISTORY', 'Resident.address', '--label', 'RICH'],
    'SUPPORT_MEASURES',
  ],
])('policy explain refuses %s', async (_, args, message) => {
  const { err, code } = await run(...args);
  expect(err).toContain(message);
  expect(code).toBe(1);
});

test('policy lint says that there is nothing', async () => {
  const { out, code } = await run('lint');
  expect(out).toContain('No faults in');
  expect(code).toBe(0);
});

test('policy matrix prints the table', async () => {
  expect((await run('matrix')).out).toContain('| clerk | RECOMMEND |');
});
