import { handlingsOf } from '../../../console/src/screens/disclosure/handlings.js';

const item = (thingJa: string | null, nameJa: string, outcomeJa = '取り扱いました') => ({
  ...{ thingJa, nameJa, outcomeJa },
});
const entry = (atJa: string, ...items: readonly ReturnType<typeof item>[]) => ({
  ...{ at: `${atJa}:00`, atJa, sectionJa: '健康課', purposeJa: '問い合わせ' },
  items: [...items],
});

test('what one section did for one purpose in one minute is one row, each thing once with its items', () => {
  const rows = handlingsOf([
    entry('10:00', item(null, '氏名'), item('記録', '接種日')),
    entry(
      '10:00',
      item('記録', '接種日'),
      item('記録', 'メーカー'),
      item(null, '住所', '表示しませんでした'),
    ),
    entry('10:01', item(null, '氏名')),
    { ...entry('10:01', item(null, '氏名')), sectionJa: '総務課' },
  ]);
  expect(rows.map(({ atJa, sectionJa }) => `${atJa} ${sectionJa}`)).toEqual([
    ...['10:00 健康課', '10:01 健康課', '10:01 総務課'],
  ]);
  expect(rows[0]?.outcomes).toEqual([
    {
      outcomeJa: '取り扱いました',
      things: [
        { thingJa: null, names: ['氏名'] },
        { thingJa: '記録', names: ['接種日', 'メーカー'] },
      ],
    },
    { outcomeJa: '表示しませんでした', things: [{ thingJa: null, names: ['住所'] }] },
  ]);
});
