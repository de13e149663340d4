import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * A number typed into a memo, in every form a person would give it: docs/attacks.md T6 (FluxGuard v0.23.1,
 * which first took order numbers for it and then missed those without a label; Purview). What only looks like
 * one stays as it is.
 */

/** The digits in their order with the check digit that belongs to them, and the same from 0 on. */
const OFFICIAL = '123456789018';
const ZERO = '012345678905';
const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const kanji = (text: string) => text.replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? '');
const grouped = (text: string, by: string) => text.replace(/(\d{4})(?=\d)/g, `$1${by}`);

const masked: readonly (readonly [string, string])[] = [
  ['plain', `番号は${OFFICIAL}です`],
  ['with a leading zero', `個人番号 ${ZERO}`],
  ['full width', `マイナンバー:${wide(OFFICIAL)}`],
  ['hyphens', grouped(OFFICIAL, '-')],
  ['full-width hyphens', grouped(wide(OFFICIAL), '－')],
  ['spaces', `確認済 ${grouped(OFFICIAL, ' ')} 窓口`],
  ['ideographic spaces', grouped(wide(OFFICIAL), '　')],
  ['split by line breaks', grouped(OFFICIAL, '\n')],
  ['kanji digits', `個人番号は${kanji(OFFICIAL)}`],
  ['half and full width mixed', `個人番号${OFFICIAL.slice(0, 6)}${wide(OFFICIAL.slice(6))}`],
  ['between brackets', `(${OFFICIAL})`],
  ['next to a label, with a slip in the check digit', `個人番号 123456789019`],
];
const kept: readonly (readonly [string, string])[] = [
  ['a corporate number (13 digits)', '法人番号 1234567890123 の事業所'],
  ['a telephone number', '連絡先 042-387-9926、携帯 090-1234-5678'],
  ['a timestamp', '受付 202306270933 入力'],
  ['a coupon number (10 digits)', '券番号 0123456789'],
  ['eleven digits', '受付番号 12345678901'],
  ['an address-name number (15 digits)', '宛名番号 000000001234567'],
];

let folder: string;
let gateway: TestGateway;
let people: readonly string[];
const memos = [...masked, ...kept];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-memos-'));
  const path = join(folder, 'health.sqlite');
  copyFileSync(join(testCity().directory, '132101', 'health.sqlite'), path);
  const database = new Database(path);
  const residents = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)
       AND SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?)`,
    testCity().manifest.staff['clerk'] ?? '',
  ).map((row) => `'${row.id}'`);
  const files = cityRows<{ id: string; health: string }>(
    'address-name',
    `SELECT TRIM(j.GYOMU_NO) AS id, TRIM(k.GYOMU_NO) AS health FROM T_GYOMU_ATENA j JOIN T_GYOMU_ATENA k USING (TOGO_NO)
     WHERE j.GYOMU_KUBUN = 'JK' AND j.YUKO_KUBUN = '1' AND k.GYOMU_KUBUN = 'KK' AND k.YUKO_KUBUN = '1'
       AND TRIM(j.GYOMU_NO) IN (${residents.join(',')}) ORDER BY 1`,
  ).slice(0, memos.length);
  const numbered = database.pragma('table_info(kk_kojin)') as { name: string; pk: number }[];
  const key = numbered.find((column) => column.pk > 0)?.name ?? '';
  files.forEach(({ health }, at) => {
    const { changes } = database
      .prepare(`UPDATE kk_kojin SET bikou = ? WHERE TRIM(${key}) = ?`)
      .run(memos[at]?.[1], health);
    expect(changes).toBe(1);
  });
  database.close();
  people = files.map(({ id }) => id);
  gateway = await startTestGateway({ SEKISHO_HEALTH_URL: `sqlite:${path}` });
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function memoOf(id: string | undefined): Promise<string> {
  const query = 'query ($id: ID!) { resident(atenaNumber: $id) { memo } }';
  const answer = await gateway.as<{ resident: { memo: string } }>('clerk', {
    purpose: 'HISTORY',
    query,
    variables: { id },
  });
  expect(answer.errors).toEqual([]);
  return answer.data.resident.memo;
}

test.each(masked.map(([form], at) => [form, at] as const))(
  '%s: masked, with a mask that tells nothing',
  async (_form, at) => {
    const memo = await memoOf(people[at]);
    expect(memo).toContain('************');
    expect(memo.normalize('NFKC')).not.toMatch(/\d|[〇一二三四五六七八九]{2}/);
  },
);

test.each(kept.map(([form], at) => [form, masked.length + at] as const))(
  '%s: left as it is',
  async (_form, at) => {
    expect(await memoOf(people[at])).toBe(memos[at]?.[1]);
  },
);
