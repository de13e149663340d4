import { condense } from '../../../src/policy/condense.js';
import { differences, substance } from '../../../src/policy/difference.js';
import type { LoadedPolicy } from '../../../src/policy/load.js';
import { renderDifferences } from '../../../src/policy/render-difference.js';
import { rewordedRules, tableChanges } from '../../../src/policy/table-difference.js';
import { rulesOf } from './copy.js';
import { forbid, permit, RULES, smallPolicy } from './small-policy.js';

/** What `policy diff` says, word for word, of a policy small enough to see that it says all and nothing else. */
const before = smallPolicy();
const told = (after: LoadedPolicy, from = before) =>
  `\n${renderDifferences(condense(differences(from, after))).join('\n')}\n`;

const CLERK = 'clerk (健康課の保健師・事務職員)';
const BOTH = `${CLERK}, auditor (内部監査担当)`;
const CONTACT = 'READ (閲覧) | CONTACT (連絡先)';
const contact = (when: string, reason: string, id = 'small.label') =>
  forbid(id, 'resource == FieldClass::"CONTACT"', when, reason);

const CASES: Record<string, { rules: Record<string, string>; says: string }> = {
  'nothing is said of a policy that is the same': { rules: {}, says: '\n\n' },
  'other sentences and citations are no difference in deciding': {
    rules: { label: RULES.label.replace('のため。', 'による。').replace('R163', 'R164') },
    says: '\n\n',
  },
  'a permit gone and another come: what opens is told first, then what closes, then what is refused for another reason':
    {
      rules: {
        open: '',
        other: permit(
          'small.other',
          'action == Action::"READ"',
          'resource == FieldClass::"BASIC"',
          'principal.role == Role::"clerk" && context.purpose == Purpose::"HISTORY"',
        ),
      },
      says: `
開く OPENS  | ${CLERK} | HISTORY | READ (閲覧) | BASIC (基本情報)
    default-deny (NOT_GRANTED) -> small.other
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    small.open -> default-deny (NOT_GRANTED)
理由が変わる REASON | ${CLERK} | (no purpose), INQUIRY, RECOMMEND, CERTIFICATE, STATISTICS, INTEGRATION, AUDIT, DISCLOSURE, ADMINISTRATION | READ (閲覧) | BASIC (基本情報)
    default-deny (NOT_GRANTED) -> default-deny (PURPOSE)
理由が変わる REASON | ${BOTH} | (no purpose), HISTORY, CERTIFICATE, STATISTICS, INTEGRATION, AUDIT, DISCLOSURE, ADMINISTRATION | ${CONTACT}
    default-deny (PURPOSE) -> default-deny (NOT_GRANTED)
`,
    },
  'a zone less closes there alone': {
    rules: { zone: contact('context.zone != Zone::"NUMBER_USE"', 'ZONE', 'small.zone') },
    says: `
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末)
    small.open -> small.zone (ZONE)
`,
  },
  'a forbid gone opens everywhere it closed, unregistered networks included': {
    rules: { zone: '' },
    says: `
開く OPENS  | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    支援措置の対象者を除く not SUPPORT_MEASURES; 接続元 zone CONTRACTOR_VPN (承認した委託先VPN), INTRANET (庁内ネットワーク), UNKNOWN (未登録)
    small.zone (ZONE) -> small.open
`,
  },
  'another reason for the same refusal': {
    rules: { label: contact('context.labels.contains(Label::"SUPPORT_MEASURES")', 'PURPOSE') },
    says: `
理由が変わる REASON | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系), LGWAN (LG-WAN端末); 支援措置の対象者 SUPPORT_MEASURES
    small.label (NOT_DISCLOSABLE) -> small.label (PURPOSE)
`,
  },
  'a hole in a forbid: only where the rest of the rules let it': {
    rules: {
      label: contact(
        'context.labels.contains(Label::"SUPPORT_MEASURES") && !context.hasCase',
        'NOT_DISCLOSABLE',
      ),
    },
    says: `
開く OPENS  | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系), LGWAN (LG-WAN端末); 支援措置の対象者 SUPPORT_MEASURES; 案件番号あり with a case number
    small.label (NOT_DISCLOSABLE) -> small.open
`,
  },
  'a number opens for one person, by palm vein, with a case': {
    rules: {
      number: permit(
        'small.number',
        'action == Action::"REVEAL"',
        'resource == FieldClass::"NUMBER"',
        'context.purpose == Purpose::"HISTORY" && principal.role == Role::"clerk"',
      ),
    },
    says: `
開く OPENS  | ${CLERK} | HISTORY | REVEAL (番号の表示) | NUMBER (個人番号)
    手のひら静脈あり with palm_vein; 案件番号あり with a case number; 一人ずつ one person at a time
    default-deny (NOT_GRANTED) -> small.number
理由が変わる REASON | ${CLERK} | (no purpose), INQUIRY, RECOMMEND, CERTIFICATE, STATISTICS, INTEGRATION, AUDIT, DISCLOSURE, ADMINISTRATION | REVEAL (番号の表示) | NUMBER (個人番号)
    default-deny (NOT_GRANTED) -> default-deny (PURPOSE)
`,
  },
  'a forbid that asks for the opposite of each circumstance': {
    rules: {
      extra: contact(
        'principal.amr.contains(Method::"palm_vein") && context.hasCase && context.severalPersons',
        'SEVERAL_PERSONS',
        'small.extra',
      ),
    },
    says: `
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    手のひら静脈あり with palm_vein; 案件番号あり with a case number; 複数人 several persons
    small.open -> small.extra (SEVERAL_PERSONS)
`,
  },
  'a forbid that names verb and class in its conditions, and a login method missing': {
    rules: {
      extra: forbid(
        'small.extra',
        'resource',
        'action == Action::"READ" && resource == FieldClass::"CONTACT" && !principal.amr.contains(Method::"palm_vein")',
        'AUTHENTICATION',
      ),
    },
    says: `
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    手のひら静脈なし without palm_vein
    small.open -> small.extra (AUTHENTICATION)
`,
  },
  'a forbid on a role and a purpose alone closes whatever the circumstances': {
    rules: {
      extra: contact(
        'principal.role == Role::"auditor" && context.purpose == Purpose::"INQUIRY"',
        'NOT_GRANTED',
        'small.extra',
      ),
    },
    says: `
閉じる CLOSES | auditor (内部監査担当) | INQUIRY | ${CONTACT}
    small.open -> small.extra (NOT_GRANTED)
`,
  },
  'a forbid on any label at all': {
    rules: { zone: '', extra: contact('!context.labels.isEmpty()', 'NOT_DISCLOSABLE', 'small.extra') },
    says: `
開く OPENS  | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    支援措置の対象者を除く not SUPPORT_MEASURES; 接続元 zone CONTRACTOR_VPN (承認した委託先VPN), INTRANET (庁内ネットワーク), UNKNOWN (未登録); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者を除く not OUT_OF_CONTRACT; 支援措置の対象者と住まいを同じくする者を除く not SHARED_HOME; 案件の対象でない者を除く not NOT_IN_CASE
    small.zone (ZONE) -> small.open
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系); 職員自身の世帯 OWN_HOUSEHOLD
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者 OTHER_MUNICIPALITY
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者 NOT_RESIDENT
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者 OUT_OF_CONTRACT
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者を除く not OUT_OF_CONTRACT; 支援措置の対象者と住まいを同じくする者 SHARED_HOME
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者を除く not OUT_OF_CONTRACT; 支援措置の対象者と住まいを同じくする者を除く not SHARED_HOME; 案件の対象でない者 NOT_IN_CASE
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末); 職員自身の世帯 OWN_HOUSEHOLD
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者 OTHER_MUNICIPALITY
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者 NOT_RESIDENT
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者 OUT_OF_CONTRACT
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者を除く not OUT_OF_CONTRACT; 支援措置の対象者と住まいを同じくする者 SHARED_HOME
    small.open -> small.extra (NOT_DISCLOSABLE)
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone LGWAN (LG-WAN端末); 職員自身の世帯を除く not OWN_HOUSEHOLD; 他の地方公共団体の者を除く not OTHER_MUNICIPALITY; 住民でない者を除く not NOT_RESIDENT; 委託契約の範囲外の者を除く not OUT_OF_CONTRACT; 支援措置の対象者と住まいを同じくする者を除く not SHARED_HOME; 案件の対象でない者 NOT_IN_CASE
    small.open -> small.extra (NOT_DISCLOSABLE)
`,
  },
  'several verbs and classes, and what opens without a case': {
    rules: {
      more: permit(
        'small.more',
        'action in [Action::"READ", Action::"SORT"]',
        'resource',
        'context.purpose == Purpose::"HISTORY" && principal.role == Role::"clerk" && [FieldClass::"BASIC", FieldClass::"HEALTH"].contains(resource)',
      ),
      some: forbid('small.some', 'resource == FieldClass::"HEALTH"', 'context.hasCase', 'NOT_GRANTED'),
    },
    says: `
開く OPENS  | ${CLERK} | HISTORY | READ (閲覧), SORT (並べ替え) | BASIC (基本情報)
    default-deny (NOT_GRANTED) -> small.more
開く OPENS  | ${CLERK} | HISTORY | READ (閲覧), SORT (並べ替え) | HEALTH (接種情報)
    案件番号なし without a case number
    default-deny (NOT_GRANTED) -> small.more
理由が変わる REASON | ${CLERK} | (no purpose), INQUIRY, RECOMMEND, CERTIFICATE, STATISTICS, INTEGRATION, AUDIT, DISCLOSURE, ADMINISTRATION | READ (閲覧), SORT (並べ替え) | BASIC (基本情報), HEALTH (接種情報)
    default-deny (NOT_GRANTED) -> default-deny (PURPOSE)
`,
  },
  'a forbid on any login method': {
    rules: { extra: contact('principal.amr.isEmpty()', 'AUTHENTICATION', 'small.extra') },
    says: `
閉じる CLOSES | ${BOTH} | INQUIRY, RECOMMEND | ${CONTACT}
    利用者IDによる認証なし without uid; 手のひら静脈なし without palm_vein
    small.open -> small.extra (AUTHENTICATION)
`,
  },
};

test.each(Object.entries(CASES))('%s', (_name, { rules, says }) => {
  expect(told(smallPolicy({ ...RULES, ...rules }))).toBe(says);
});

test('a role that only one of the policies knows is told of', () => {
  const wider = smallPolicy(
    { ...RULES, open: RULES.open.replace('Role::"auditor"', 'Role::"manager"') },
    (copy) => copy.change('schema.cedarschema', '"auditor"]', '"manager"]'),
  );
  expect(told(wider)).toBe(`
開く OPENS  | manager (健康課長) | INQUIRY, RECOMMEND | ${CONTACT}
    接続元 zone NUMBER_USE (マイナンバー利用事務系), LGWAN (LG-WAN端末); 支援措置の対象者を除く not SUPPORT_MEASURES
    default-deny (NOT_GRANTED) -> small.open
閉じる CLOSES | auditor (内部監査担当) | INQUIRY, RECOMMEND | ${CONTACT}
    small.open -> default-deny (NOT_GRANTED)
理由が変わる REASON | auditor (内部監査担当) | (no purpose), HISTORY, CERTIFICATE, STATISTICS, INTEGRATION, AUDIT, DISCLOSURE, ADMINISTRATION | ${CONTACT}
    default-deny (PURPOSE) -> default-deny (NOT_GRANTED)
理由が変わる REASON | manager (健康課長) | (no purpose), HISTORY, CERTIFICATE, STATISTICS, INTEGRATION, AUDIT, DISCLOSURE, ADMINISTRATION | ${CONTACT}
    default-deny (NOT_GRANTED) -> default-deny (PURPOSE)
`);
});

test('what makes a rule another is its effect, conditions, id and reason; sentences and citations do not', () => {
  const substances = (text: string) => rulesOf(text).map(substance);
  const same = (text: string) => substances(text).join() === substances(RULES.label).join();
  expect(
    same(RULES.label.replace('のため。', 'による。').replace('R163', 'R164').replace('Says', 'Tells')),
  ).toBe(true);
  for (const [from, to] of [
    ['small.label', 'small.other'],
    ['NOT_DISCLOSABLE', 'PURPOSE'],
    ['SUPPORT_MEASURES', 'OWN_HOUSEHOLD'],
    ['action,', 'action == Action::"READ",'],
  ] as const)
    expect([from, same(RULES.label.replace(from, to))]).toEqual([from, false]);
});

test('tables are compared entry by entry, and reworded rules named', () => {
  const after = smallPolicy(
    {
      ...RULES,
      zone: RULES.zone.replace('Says', 'Tells'),
      palm: RULES.palm.replace('R163', 'R164'),
      label: RULES.label.replace('のため。', 'による。'),
      open: RULES.open.replace('"READ"', '"SORT"').replace('Says', 'Tells'),
      fresh: forbid('small.fresh', 'resource == FieldClass::"BASIC"', 'context.hasCase', 'PURPOSE'),
    },
    (copy) => {
      copy.change('caps.json', '"LOOK_UP": 60', '"LOOK_UP": 61');
      copy.change('caps.json', '    "INQUIRY": { "warnAt": 4000, "cap": 5000 },\n', '');
      copy.change('schema.cedarschema', '["uid", "palm_vein"]', '["uid", "palm_vein", "otp"]');
    },
  );
  expect(tableChanges(before, after)).toEqual([
    'caps.json: attemptsPerHour.LOOK_UP: 60 -> 61',
    'caps.json: personsPerHour.INQUIRY.warnAt: 4000 -> (none)',
    'caps.json: personsPerHour.INQUIRY.cap: 5000 -> (none)',
    'schema.cedarschema: methods.2: (none) -> "otp"',
  ]);
  expect(rewordedRules(before, after)).toEqual([
    'small.cedar: small.zone',
    'small.cedar: small.label',
    'small.cedar: small.palm',
  ]);
  expect([tableChanges(before, before), rewordedRules(before, before)]).toEqual([[], []]);
  const many = tableChanges(
    before,
    smallPolicy(RULES, (copy) =>
      copy.write(
        'schedule.json',
        JSON.stringify({ ...JSON.parse(copy.read('schedule.json')), versions: [] }),
      ),
    ),
  );
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toMatch(/^schedule\.json: … \d+ more$/);
});
