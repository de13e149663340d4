import type { CaseWindow } from '../../../src/policy/case-rules.js';
import { isOpenWindow, judgeOpening } from '../../../src/cases/judge-opening.js';
import { openInput } from './desk.js';

/** A window takes something from its first day to its last, for its own division (R161). */

const DIVISION = '福祉保健部健康課';
const window = (from: string, to: string | null): CaseWindow => ({
  ...{
    nameJa: '健康課 臨時窓口',
    nameEn: 'Temporary counter',
    division: DIVISION,
    telephone: null,
    from,
    to,
  },
});

test.each([
  ['2021-03-31', false],
  ['2021-04-01', true],
  ['2022-12-31', true],
  ['2023-03-31', true],
  ['2023-04-01', false],
])('one of 2021-04-01 to 2023-03-31 is asked on %s: %s', (today, isOpen) => {
  const dated = window('2021-04-01', '2023-03-31');
  expect(isOpenWindow(dated, { division: DIVISION, today })).toBe(isOpen);
  const rules = {
    purposes: new Set(['INQUIRY'] as const),
    readsPersons: () => true,
    nameOf: () => ({ ja: '照会', en: 'inquiry' }),
    division: DIVISION,
    windows: new Map([['temporary', dated]]),
  };
  const asked = openInput('window-key', ['000000000000001'], { window: 'temporary', askedOn: today });
  const faults = judgeOpening(asked, { ...rules, today }).map(({ code, field }) => [code, field]);
  expect(faults).toEqual(isOpen ? [] : [['UNKNOWN_WINDOW', 'window']]);
});

test('one without a last day goes on, and a window of yesterday is none of another division either', () => {
  const endless = window('2021-04-01', null);
  expect(isOpenWindow(endless, { division: DIVISION, today: '2099-12-31' })).toBe(true);
  expect(isOpenWindow(endless, { division: DIVISION, today: '2021-03-31' })).toBe(false);
  expect(isOpenWindow(endless, { division: '総務部総務課', today: '2023-06-27' })).toBe(false);
});
