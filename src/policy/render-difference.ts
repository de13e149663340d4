import type { Circumstance, DifferenceLine } from './condense.js';
import { CLASS_NAMES } from './class-names.js';
import { LABEL_NAMES, methodName, roleName, VERB_NAMES, WORK_NAMES, ZONE_NAMES } from './names.js';
import type { Effect } from './shadow.js';
import type { Label, Verdict, Work, Zone } from './terms.js';

const EFFECTS: Readonly<Record<Effect, string>> = {
  opens: '開く OPENS ',
  closes: '閉じる CLOSES',
  reason: '理由が変わる REASON',
};

/** Opened things first: they are what somebody must answer for. */
const ORDER: readonly Effect[] = ['opens', 'closes', 'reason'];

/**
 * A line to read: effect, who, what for, what is done, to what; below it the circumstances, and the rules in words.
 */
export function renderDifferences(lines: readonly DifferenceLine[]): readonly string[] {
  return lines
    .toSorted((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect))
    .flatMap((line) => [
      [
        EFFECTS[line.effect],
        line.roles.map((role) => `${role} (${roleName(role).ja})`).join(', '),
        line.purposes.map((purpose) => purpose ?? '(no purpose)').join(', '),
        line.verbs.map((verb) => `${verb} (${VERB_NAMES[verb].ja})`).join(', '),
        line.classes.map((name) => `${name} (${CLASS_NAMES[name].ja})`).join(', '),
      ].join(' | '),
      ...(line.circumstances.length === 0 ? [] : [`    ${line.circumstances.map(inWords).join('; ')}`]),
      `    ${grounds(line.before)} -> ${grounds(line.after)}`,
    ]);
}

const grounds = ({ rule, reason }: Verdict): string => (reason === null ? rule : `${rule} (${reason})`);

function inWords({ dimension, values }: Circumstance): string {
  const yes = values.includes('yes');
  if (dimension === 'zone')
    return `接続元 zone ${values.map((zone) => `${zone} (${ZONE_NAMES[zone as Zone]?.ja ?? '未登録'})`).join(', ')}`;
  if (dimension === 'case')
    return yes ? '案件番号あり with a case number' : '案件番号なし without a case number';
  if (dimension === 'several') return yes ? '複数人 several persons' : '一人ずつ one person at a time';
  if (dimension === 'department')
    return `所属 division ${values.map((name) => (name === 'OTHER' ? 'その他 another' : name)).join(', ')}`;
  if (dimension === 'work')
    return `委託契約 contract on ${values.map((work) => WORK_NAMES[work as Work]?.ja ?? '不明 nothing said').join(', ')}`;
  const [kind, name = ''] = dimension.split(' ');
  if (kind === 'method')
    return `${methodName(name).ja}${yes ? 'あり' : 'なし'} ${yes ? 'with' : 'without'} ${name}`;
  const { ja } = LABEL_NAMES[name as Label];
  return `${ja}${yes ? '' : 'を除く'} ${yes ? '' : 'not '}${name}`;
}
