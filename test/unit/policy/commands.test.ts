import { Command } from 'commander';
import { join } from 'node:path';
import type { CommandContext } from '../../../src/commands/context.js';
import { policyCommands, type CoordinateLookup } from '../../../src/commands/policy.js';
import type { Settings } from '../../../src/config/settings.js';
import { PolicyCopy } from '../../support/policy-copy.js';
import { DIRECTORY } from './harness.js';

const lookup: CoordinateLookup = (coordinate) =>
  coordinate === 'Resident.address' ? { classification: 'CONTACT', verb: 'READ' } : null;

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  let code = 0;
  const context: CommandContext = {
    settings: () =>
      ({
        today: '2023-06-27',
        store: { kind: 'sqlite', path: join(__dirname, 'no-store.sqlite') },
      }) as Settings,
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
    'Use one of clerk, number-clerk',
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
  expect((await run('matrix')).out).toContain('### 健康課の保健師・事務職員 (clerk)');
});

describe('policy diff', () => {
  test('of the policy in force with itself says that nothing changes', async () => {
    expect(await run('diff', DIRECTORY)).toEqual({
      out: '何も変わりません。 / Nothing changes.',
      err: '',
      code: 0,
    });
  });

  test('says who may do what more, under which circumstances, by which rule, and which cap moved', async () => {
    const copy = new PolicyCopy();
    copy.edit('individual-number.cedar', (text) =>
      text.replace(
        '[Role::"clerk", Role::"number-clerk"]',
        '[Role::"clerk", Role::"manager", Role::"number-clerk"]',
      ),
    );
    copy.edit('caps.json', (text) => text.replace('"REVEAL": 60', '"REVEAL": 30'));
    const { out, code } = await run('diff', copy.directory);
    copy.remove();
    expect(code).toBe(1);
    expect(out).toMatch(/OPENS .* manager \(健康課長\) \| HISTORY \| VERIFY .* NUMBER/);
    expect(out).toContain('with palm_vein');
    expect(out).toContain('default-deny (NOT_GRANTED) -> number.verify');
    expect(out).toContain('caps.json: attemptsPerHour.REVEAL: 60 -> 30');
    expect(out).not.toContain('CLOSES');
  });

  test('of a folder that is no policy names its faults', async () => {
    const { err, code } = await run('diff', __dirname);
    expect(err).toContain('purposes.json: is missing');
    expect(code).toBe(1);
  });
});
