import { PassThrough } from 'node:stream';
import { processContext } from '../../../src/commands/process-context.js';
import { SettingsError } from '../../../src/config/settings-error.js';

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
