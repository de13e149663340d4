import type { LoadedPolicy } from './load.js';
import { CLASS_NAMES } from './class-names.js';
import { matrixLines, type MatrixLine } from './matrix-lines.js';
import { LABEL_NAMES, roleName, VERB_NAMES, type Term } from './names.js';
import type { Rule } from './rule.js';
import { CLASSIFICATIONS, LABEL, VERBS, type Label } from './terms.js';

const HEAD = `# 誰が何をできるか / Who may do what

この表は、このフォルダーの規則から \`sekisho policy matrix\` で作る。規則を変えると表が変わり、検査がそれを知らせる。
載っていないことは、できない。**禁止する規則は、許可する規則に優先する。** 下の「できること」は、書かれた条件がすべてそろい、
対象者に特別な事情がないときのものである。事情があるときに何が閉じるかは「対象者の事情」に、個々の規則の文と根拠は「規則」にある。

Derived from the rules in this folder by \`sekisho policy matrix\`; a test compares it, so that no change of a rule goes unseen. What is
not listed is not allowed, and a rule that forbids goes before one that permits. Each line holds under the conditions it names, about
a person of whom nothing special is known; what else closes is under "The person", and every rule with its grounds under "Rules".
`;

/**
 * The policy for those who answer for it in law: by account type and purpose, in words. Depends on the policy
 * alone.
 */
export async function policyMatrix(policy: LoadedPolicy): Promise<string> {
  const lines = await matrixLines(policy);
  const of = (role: string): readonly MatrixLine[] => lines.filter((line) => line.role === role);
  return [
    HEAD,
    '## 言葉 / Terms\n',
    table(
      ['項目の区分 / Class', '何を含むか / What it holds'],
      CLASSIFICATIONS.map((name) => termRow(CLASS_NAMES[name])),
    ),
    table(
      ['できること / Act', '意味 / Meaning'],
      VERBS.map((verb) => termRow(VERB_NAMES[verb])),
    ),
    '## 役割ごとの権限 / By account type\n',
    ...policy.roles.map((role) => roleSection(policy, role, of(role))),
    '## 対象者の事情 / The person\n',
    table(
      ['事情 / Circumstance', '意味 / Meaning', '閉じるもの / What closes'],
      Object.keys(LABEL).map((label) => labelRow(policy, label as Label)),
    ),
    '## 規則 / Rules\n',
    '### 禁止する規則 / Rules that forbid\n',
    ruleTable(policy.rules.filter((rule) => rule.effect === 'forbid')),
    '### 許可する規則 / Rules that permit\n',
    ruleTable(policy.rules.filter((rule) => rule.effect === 'permit')),
  ].join('\n');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `${[line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

const both = ({ ja, en }: { readonly ja: string; readonly en: string }): string => `${ja} / ${en}`;
const termRow = (term: Term): readonly string[] => [both(term), `${term.meansJa} / ${term.meansEn}`];

function roleSection(policy: LoadedPolicy, role: string, lines: readonly MatrixLine[]): string {
  const name = roleName(role);
  const rows = lines.map(({ purpose, classification, verbs, conditions }, at) => {
    // Said once, in the first line of a purpose.
    const isFirst = at === 0 || lines[at - 1]?.purpose !== purpose;
    const entry = purpose === null ? null : policy.purposes.get(purpose);
    const anyway = '目的を問わない<br>for any purpose or none';
    return [
      isFirst ? (purpose === null ? anyway : `${entry?.nameJa}<br>${entry?.nameEn}<br>(${purpose})`) : '',
      isFirst ? (entry?.legalBasis ?? '') : '',
      both(CLASS_NAMES[classification]),
      verbs.map((verb) => VERB_NAMES[verb].ja).join('・'),
      conditions.map(({ ja }) => ja).join('、'),
    ];
  });
  return [
    `### ${name.ja} (${role})\n\n${name.en}\n`,
    table(
      [
        '利用目的 / Purpose',
        '根拠 / Legal basis',
        '項目の区分 / Class',
        'できること / May',
        '条件 / Conditions',
      ],
      rows,
    ),
  ].join('\n');
}

function labelRow(policy: LoadedPolicy, label: Label): readonly string[] {
  const term = LABEL_NAMES[label];
  const closing = policy.rules.filter(
    (rule) => rule.effect === 'forbid' && rule.text.includes(`Label::"${label}"`),
  );
  return [
    both(term),
    `${term.meansJa} / ${term.meansEn}`,
    closing.map((rule) => `${rule.textJa}<br>${rule.textEn}`).join('<br>'),
  ];
}

function ruleTable(rules: readonly Rule[]): string {
  return table(
    ['規則 / Rule', '内容 / What it says', '根拠 / Grounds'],
    rules.map((rule) => [rule.id, `${rule.textJa}<br>${rule.textEn}`, rule.cites]),
  );
}
