import { policyMatrix } from '../../../src/policy/matrix.js';
import { CLASSIFICATIONS, LABEL, PURPOSES, VERBS } from '../../../src/policy/terms.js';
import { forbid, permit, smallPolicy } from './small-policy.js';

/** The table of a policy of one role, word for word: which condition is named where, and what is not told. */
const read = (id: string, classification: string, when: string, verb = 'READ') =>
  permit(id, `action == Action::"${verb}"`, `resource == FieldClass::"${classification}"`, when);
const purpose = (name: string) => `context.purpose == Purpose::"${name}"`;
const closed = (id: string, classification: string, when: string) =>
  forbid(id, `resource == FieldClass::"${classification}"`, when, 'ZONE');

const policy = smallPolicy(
  {
    open: read('open', 'CONTACT', purpose('RECOMMEND')),
    sort: read('sort', 'CONTACT', purpose('RECOMMEND'), 'SORT'),
    export: read('export', 'CONTACT', purpose('RECOMMEND'), 'EXPORT'),
    anyway: read('anyway', 'PUBLIC', 'true'),
    reveal: read('reveal', 'NUMBER', purpose('HISTORY'), 'REVEAL'),
    health: read('health', 'HEALTH', purpose('HISTORY')),
    statistics: read('statistics', 'STATISTICS', purpose('HISTORY')),
    passport: read('passport', 'PASSPORT', purpose('CERTIFICATE')),
    approve: read('approve', 'LINKAGE', purpose('INTEGRATION'), 'APPROVE'),
    notApprove: read('not-approve', 'LINKAGE', purpose('INTEGRATION')),
    other: read('other', 'LINKED', purpose('INTEGRATION'), 'APPROVE'),
    grant: read('grant', 'DIRECTORY', purpose('ADMINISTRATION'), 'GRANT'),
    never: read('never', 'AUDIT', purpose('AUDIT')),
    zone: forbid(
      'zone',
      'resource == FieldClass::"CONTACT"',
      '![Zone::"NUMBER_USE", Zone::"LGWAN"].contains(context.zone)',
      'ZONE',
    ),
    verb: forbid(
      'case',
      'resource == FieldClass::"CONTACT"',
      'action == Action::"EXPORT" && !context.hasCase',
      'CASE_REQUIRED',
    ),
    number: closed(
      'number',
      'NUMBER',
      '!principal.amr.contains(Method::"palm_vein") || !principal.amr.contains(Method::"uid") || context.severalPersons || !context.hasCase',
    ),
    palm: closed('palm', 'STATISTICS', '!principal.amr.contains(Method::"palm_vein")'),
    inside: closed('inside', 'STATISTICS', 'context.zone == Zone::"INTRANET"'),
    division: closed('division', 'HEALTH', 'principal.department == Department::"OTHER"'),
    work: closed('work', 'PASSPORT', 'principal.work != Work::"SLIPS_AND_CERTIFICATES"'),
    shut: closed('shut', 'AUDIT', 'true'),
    label: closed('label', 'HEALTH', 'context.labels.contains(Label::"NOT_RESIDENT")'),
    again: closed('again', 'CONTACT', 'context.labels.contains(Label::"NOT_RESIDENT")'),
  },
  (copy) => {
    copy.change('schema.cedarschema', '"clerk", "auditor"', '"clerk"');
    const table = JSON.parse(copy.read('purposes.json')) as Record<string, object>;
    const entries = Object.entries(table).map(([name, row], at) => [
      name,
      {
        ...row,
        nameJa: `目的${at}`,
        nameEn: `Purpose ${at}`,
        legalBasis: `法${at}条`,
        menuOwner: at < 2 ? '課長' : '係長',
      },
    ]);
    copy.write('purposes.json', JSON.stringify(Object.fromEntries(entries)));
    copy.change('linkage.json', /"approverOffice": "[^"]*"/, '"approverOffice": "所長"');
  },
);
/** Made anew for each test, so that each stands for what it says: the lines of a policy are made once. */
const matrix = () => policyMatrix({ ...policy });
const sectionOf = (text: string, from: string, to: string) =>
  text.slice(text.indexOf(from), to === '' ? undefined : text.indexOf(to));
const section = async (from: string, to: string) => sectionOf(await matrix(), from, to);

test('others go on between any two classes (docs/attacks.md K2)', async () => {
  let turns = 0;
  let isMade = false;
  const other = (): void => {
    turns += 1;
    if (!isMade) setImmediate(other);
  };
  setImmediate(other);
  await matrix();
  isMade = true;
  expect(turns).toBeGreaterThan(CLASSIFICATIONS.length * PURPOSES.length);
});

test('what the role may do, under which conditions', async () => {
  expect(await section('## 役割', '## 対象者')).toBe(`## 役割ごとの権限 / By account type

### 健康課の保健師・事務職員 (clerk)

Health Division clerk

| 利用目的 / Purpose | 根拠 / Legal basis | 項目の区分 / Class | できること / May | 条件 / Conditions |
| --- | --- | --- | --- | --- |
| 目的0<br>Purpose 0<br>(HISTORY) | 法0条 | 接種情報 / Vaccination items | 閲覧 | 福祉保健部健康課 |
|  |  | 個人番号 / Individual number | 番号の表示 | 案件番号、利用者IDによる認証、手のひら静脈、一人ずつ |
|  |  | 統計 / Statistics | 閲覧 | マイナンバー利用事務系又はLG-WAN端末又は承認した委託先VPN、手のひら静脈 |
| 目的2<br>Purpose 2<br>(RECOMMEND) | 法2条 | 連絡先 / Contact data | 閲覧・並べ替え | マイナンバー利用事務系又はLG-WAN端末 |
|  |  | 連絡先 / Contact data | 抽出 | マイナンバー利用事務系又はLG-WAN端末、案件番号 |
| 目的3<br>Purpose 3<br>(CERTIFICATE) | 法3条 | 旅券関係情報 / Passport data | 閲覧 | 契約の業務が予診票の入力・接種証明書の発行 |
| 目的5<br>Purpose 5<br>(INTEGRATION) | 法5条 | 情報連携 / Linkage | 閲覧 |  |
|  |  | 情報連携 / Linkage | 提供の承認 | 当日「所長」の職にあるか、その代理 |
|  |  | 連携した情報 / What was linked | 提供の承認 |  |
| 目的8<br>Purpose 8<br>(ADMINISTRATION) | 法8条 | 職員名簿 / Staff directory | 権限付与 | 当日「課長」「係長」の職にあるか、その代理 |
| 目的を問わない<br>for any purpose or none |  | 個人に関しない情報 / Nothing about a person | 閲覧 |  |

`);
});

test('what closes by what is special about the person', async () => {
  const rows = (await section('## 対象者', '## 規則')).split('\n').filter((line) => line.startsWith('| '));
  const labels = Object.keys(LABEL).length;
  expect(rows).toHaveLength(2 + labels);
  expect(rows[0]).toBe('| 事情 / Circumstance | 意味 / Meaning | 閉じるもの / What closes |');
  for (const row of rows.slice(2)) expect(row).toMatch(/^\| \S.* \/ \S.* \| \S.* \/ \S.* \|/);
  expect(rows.find((row) => row.includes('non-resident'))).toMatch(
    / \| label のため。<br>Says label\.<br>again のため。<br>Says again\. \|$/,
  );
  expect(rows.filter((row) => row.endsWith(' |  |'))).toHaveLength(labels - 1);
});

test('every rule with its grounds, forbids first', async () => {
  const rules = await section('## 規則', '');
  expect(rules).toContain(
    '### 禁止する規則 / Rules that forbid\n\n| 規則 / Rule | 内容 / What it says | 根拠 / Grounds |',
  );
  const ids = [...rules.matchAll(/^\| ([\w-]+) \| \1 のため。<br>Says \1\. \| R163 \|$/gm)].map(
    ([, id]) => id,
  );
  expect(ids).toEqual([
    ...['zone', 'case', 'number', 'palm', 'inside', 'division', 'work', 'shut', 'label', 'again'],
    ...[
      'open',
      'sort',
      'export',
      'anyway',
      'reveal',
      'health',
      'statistics',
      'passport',
      'approve',
      'not-approve',
      'other',
      'grant',
      'never',
    ],
  ]);
  expect(rules.indexOf('### 許可する規則 / Rules that permit\n')).toBeGreaterThan(rules.indexOf('| again |'));
});

test('the words are explained', async () => {
  const text = await matrix();
  expect(text.startsWith('# 誰が何をできるか / Who may do what\n')).toBe(true);
  const words = sectionOf(text, '## 言葉', '## 役割');
  expect(words).toMatch(
    /^## 言葉 \/ Terms\n\n\| 項目の区分 \/ Class \| 何を含むか \/ What it holds \|\n\| --- \| --- \|\n/,
  );
  expect(words).toContain('\n\n| できること / Act | 意味 / Meaning |\n| --- | --- |\n');
  for (const row of words.split('\n').filter((line) => /^\| (?!---)/.test(line)))
    expect(row).toMatch(/^\| \S.* \/ \S.* \| \S.* \/ \S.* \|$/);
  expect(words.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(
    CLASSIFICATIONS.length + VERBS.length + 4,
  );
});
