import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseFolder } from '../../../src/commands/required-path.js';

test('a folder is no file to write, and a file that is not there yet is one', () => {
  expect(() => refuseFolder(tmpdir())).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      ja: expect.stringContaining('フォルダーです'),
      en: expect.stringContaining('is a folder'),
    }),
  );
  expect(() => refuseFolder(join(tmpdir(), 'not-there-yet.csv'))).not.toThrow();
});
