import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cityRows } from '../support/city.js';
import { FULL } from '../support/effort.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { launchWithProfile, NO_BROWSER } from '../support/page/chromium.js';
import { atCounter, type AtCounter } from '../support/page/case-about.js';
import { openNumber, underCase } from '../support/page/stage.js';
import { describeUnless } from '../support/skip.js';

/** K2 on the disk: what a day at the counter leaves in the browser's own folder (R215). */
describeUnless(
  NO_BROWSER ?? (FULL ? null : 'the profile folder is searched in npm run test:long'),
  'the profile of the browser',
  () => {
    let gateway: TestGateway;
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-profile-'));
    beforeAll(async () => {
      gateway = await startTestGateway();
    });
    afterAll(async () => {
      await gateway?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('holds nobody who was found, shown, verified or opened', async () => {
      const browser = await launchWithProfile(folder);
      const stage = { browser, gateway, home: `http://127.0.0.1:${gateway.port}/` };
      const somebody = await atCounter(stage.gateway, 'サトウ');
      const [row] = cityRows<{ number: string }>(
        'address-name',
        `SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA JOIN T_GYOMU_ATENA USING (TOGO_NO)
          WHERE GYOMU_KUBUN = 'JK' AND trim(GYOMU_NO) = ?`,
        somebody.atenaNumber,
      );
      const number = row?.number ?? '';
      const user = await underCase(stage, 'number-clerk', '問い合わせに関する事務', somebody.number);
      await openNumber(user, somebody);
      await user.press(user.button('個人番号を表示する'));
      await user.press(user.page.getByRole('dialog').getByRole('button', { name: '表示する' }));
      await user.page.getByRole('group', { name: '個人番号' }).waitFor();
      await user.page.keyboard.press('Escape');
      await user.type(user.page.getByLabel('示された個人番号(12桁)'), number);
      await user.page.keyboard.press('Enter');
      await user.page.getByText('一致しました。').waitFor();
      await user.press(user.button('ログアウト'));
      await user.page.getByText('ログアウトしました。').waitFor();
      await user.leave();
      const files = filesIn(folder);
      // Seen to find: the address of the page itself is in the browser's history.
      expect(whereIn(files, `127.0.0.1:${gateway.port}`)).not.toEqual([]);
      for (const word of [...wordsOf(somebody), number])
        expect([word, whereIn(files, word)]).toEqual([word, []]);
    });
  },
);

const wordsOf = ({ kana, atenaNumber, number }: AtCounter): readonly string[] => [
  ...[kana, kana.replace(/\s/g, ''), atenaNumber, number],
];

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** In both writings that Chromium uses. */
function whereIn(files: readonly string[], word: string): readonly string[] {
  const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
  return files.filter((file) => {
    const bytes = readFileSync(file);
    return forms.some((form) => bytes.includes(form));
  });
}
