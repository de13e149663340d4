import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_KEYS } from '../../../src/config/keys.js';
import { ERROR_TABLE } from '../../../src/errors/codes.js';
import { PURPOSES, WITHHELD_REASONS } from '../../../src/policy/terms.js';
import { Disclosure } from '../../../schema/resident/resident.enums.js';
import { ROOT } from '../../support/gateway.js';

/** The tables of README.ja.md name what there is, all of it, and are in Japanese. */

const text = readFileSync(join(ROOT, 'README.ja.md'), 'utf8');
/** Cells of the rows of a table that follows this header. */
function table(header: string): readonly (readonly string[])[] {
  const [, after = ''] = text.split(`\n| ${header} |`);
  const [own = ''] = after.split('\n\n');
  return own
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
const firstOf = (header: string): string[] => table(header).map(([name = '']) => name.replaceAll('`', ''));

test('each setting, in order, with a default and a meaning in Japanese', () => {
  const rows = table('設定 | 既定値 | 意味');
  expect(rows.map(([name]) => name)).toEqual(SETTING_KEYS.map(({ name }) => `\`${name}\``));
  // A default is a value, as in English, or a Japanese word for there being none.
  const english = rows.filter(
    ([, value = '', meaning = ''], at) =>
      (!(value === SETTING_KEYS[at]?.defaultText && !value.startsWith('none')) &&
        !/[ぁ-んァ-ヶ一-龠]/.test(value)) ||
      !/。$/.test(meaning),
  );
  expect(english).toEqual([]);
});

test('each error code with its status, whether to try again, and its text', () => {
  expect(table('コード | HTTP | 再試行 | 画面の文 | すること').map((cells) => cells.slice(0, 4))).toEqual(
    Object.entries(ERROR_TABLE).map(([code, { status, retryable, ja }]) => [
      `\`${code}\``,
      String(status),
      retryable ? '可' : '不可',
      ja,
    ]),
  );
});

test('each purpose, reason of withholding and disclosure of a number', () => {
  expect(firstOf('利用目的 | 事務 | 案件番号 | 権限を管理する課長')).toEqual([...PURPOSES]);
  expect(firstOf('理由 | 意味 | することの例')).toEqual([...WITHHELD_REASONS]);
  expect(firstOf('開示区分 | 意味').sort()).toEqual(Object.values(Disclosure).sort());
});
