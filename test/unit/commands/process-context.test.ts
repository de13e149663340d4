import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { contextOf, processContext } from '../../../src/commands/process-context.js';
import { SettingsError } from '../../../src/config/settings-error.js';

const ROOT = join(__dirname, '..', '..', '..');

function context(env: Record<string, string>) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  return {
    stdout,
    stderr,
    ...processContext({ env, cwd: '/srv', root: '/srv', stdout, stderr, exitCode: () => undefined }),
  };
}

test('a broken environment is no fault until the settings are asked for', () => {
  const { settings, print, stdout } = context({ SEKISHO_PORT: 'x' });
  print('help');
  expect(String(stdout.read())).toBe('help\n');
  expect(() => settings()).toThrow(SettingsError);
});

test('the settings are parsed once', () => {
  const { settings } = context({});
  expect(settings()).toBe(settings());
});

test('a reader who closes the pipe early is no fault, any other fault of the output is', () => {
  const { stdout } = context({});
  expect(() => stdout.emit('error', Object.assign(new Error('x'), { code: 'EPIPE' }))).not.toThrow();
  expect(() => stdout.emit('error', Object.assign(new Error('disk'), { code: 'ENOSPC' }))).toThrow('disk');
});

test('the context of a process is made of its parts alone', () => {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const given: Parameters<typeof contextOf>[0] = {
    env: { SEKISHO_PORT: '4711' },
    cwd: () => '/srv',
    stdout,
    stderr,
    exitCode: undefined,
  };
  const { root, settings, print, warn, exitCode } = contextOf(given, join(ROOT, 'src'));
  expect(root).toBe(ROOT);
  expect(settings()).toMatchObject({
    port: 4711,
    dataDirectory: expect.stringMatching(/^\/srv\//) as string,
  });
  print('out');
  warn('err');
  expect([String(stdout.read()), String(stderr.read())]).toEqual(['out\n', 'err\n']);
  exitCode(2);
  expect(given.exitCode).toBe(2);
});

test.each(['main.ts', 'cli.ts'])(
  '%s takes its context from here, and nothing else from the process but its arguments',
  (file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    expect(text).toContain('contextOf(process, __dirname)');
    // Read by graphql-js itself, once.
    const own = text.replace('graphqlInProduction(process.env)', '');
    expect(own).not.toBe(text);
    expect(own.match(/\bprocess\b(?!-)[.\w]*/g)?.filter((use) => use !== 'process.argv')).toEqual([
      'process',
    ]);
  },
);
