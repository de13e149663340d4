import { FormCheck } from '../../../src/staff/forms.js';

const faults = (name: string): number => new FormCheck().name('account', name).faults.length;

test('nobody is called as the log names the gateway itself, in whatever case', () => {
  expect(['SEKISHO', 'sekisho', 'Sekisho'].map(faults)).toEqual([1, 1, 1]);
  expect(['sekisho-2', 'clerk'].map(faults)).toEqual([0, 0]);
});
