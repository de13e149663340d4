import { FormCheck } from '../../../src/staff/forms.js';

const faults = (name: string): number => new FormCheck().name('account', name).faults.length;

test('nobody is called as the log names the gateway itself, in whatever case', () => {
  expect(['SEKISHO', 'sekisho', 'Sekisho'].map(faults)).toEqual([1, 1, 1]);
  expect(['sekisho-2', 'clerk'].map(faults)).toEqual([0, 0]);
});

// docs/attacks.md L15: names and reasons stand in reports, screens and the log, and read as they were written.
test.each([
  ['turned round', 'nim\u202eda'],
  ['isolated', '\u2067課長\u2069'],
  ['with a blank of no width', '課\u200b長'],
  ['with a line of its own', '課長\u2028監査済'],
  ['with a paragraph of its own', '課長\u2029監査済'],
  ['with a tag', '課長\u{e0041}'],
  ['with half a character', '課長\ud83d'],
  ['with a glyph of somebody’s own font', '課長\ue000'],
])('a line that is %s is none', (_, text) => {
  expect(new FormCheck().line('nameJa', text).faults).toHaveLength(1);
});
test.each(['髙橋 花子', '葛\u{e0100}城 一', 'O’Brien-Müller', 'か\u3099'])('%s is a line', (text) => {
  expect(new FormCheck().line('nameJa', text).faults).toEqual([]);
});
