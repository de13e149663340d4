import { join } from 'node:path';
import { CASE_FAULT_CODES, caseFault } from '../../../src/cases/case-texts.js';
import { judgeOpening, openingRules } from '../../../src/cases/judge-opening.js';
import {
  RECORD_FAULT_CODES,
  RECORD_WARNING_CODES,
  recordFault,
  recordWarning,
} from '../../../src/immunization-records/record-texts.js';
import { MOVEMENT_FAULT_CODES, movementFault } from '../../../src/movements/movement-texts.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { FINDING_FAULT_CODES, findingFault } from '../../../src/reconciliation/finding-texts.js';
import { REVIEW_FAULT_CODES, reviewFault } from '../../../src/review/review-texts.js';
import { USER_FAULT_CODES, userFault } from '../../../src/staff/user-fault.js';
import { VRS_FAULT_CODES, vrsFault } from '../../../src/vaccination-record/vrs-faults.js';
import { ROOT } from '../../architecture/sources.js';
import { clerk, openInput, TODAY } from '../cases/desk.js';

/** What a fault tells people is in the words of each language; codes are for programs, and stand beside it. */

const policy = loadPolicy(join(ROOT, 'policy', 'koganei'));
const all = [
  ...CASE_FAULT_CODES.map((code) => caseFault(code)),
  ...RECORD_FAULT_CODES.map((code) => recordFault(code)),
  ...RECORD_WARNING_CODES.map((code) => recordWarning(code)),
  ...MOVEMENT_FAULT_CODES.map((code) => movementFault(code)),
  ...FINDING_FAULT_CODES.map((code) => findingFault(code)),
  ...REVIEW_FAULT_CODES.map((code) => reviewFault(code)),
  ...USER_FAULT_CODES.map((code) => userFault(code)),
  ...VRS_FAULT_CODES.map((code) => vrsFault(code)),
];

test('no sentence of a fault has a code of a closed set in it', () => {
  const texts = all.flatMap(({ message, messageJa }) => [message, messageJa]);
  expect(texts.filter((text) => /\b[A-Z]{2,}(_[A-Z]+)+\b/.test(text))).toEqual([]);
});

test('purposes that a case is not opened for are called by their names, in the language of the sentence', () => {
  const principal = { ...clerk(), purposes: new Set(['STATISTICS'] as const) };
  const rules = openingRules('福祉保健部健康課', { policy, principal, today: TODAY });
  const asked = openInput('named-purposes', ['000000000000001'], {
    purposes: ['HISTORY', 'INQUIRY', 'STATISTICS'],
  });
  const told = judgeOpening(asked, rules).filter(({ field }) => field === 'purposes');
  const name = (purpose: 'HISTORY' | 'INQUIRY' | 'STATISTICS') => {
    const { nameJa: ja = '', nameEn: en = '' } = policy.purposes.get(purpose) ?? {};
    return { ja, en };
  };
  const [history, inquiry, statistics] = [name('HISTORY'), name('INQUIRY'), name('STATISTICS')];
  expect(told.map(({ code, message, messageJa }) => [code, message, messageJa])).toEqual([
    [
      'PURPOSE_NOT_GRANTED',
      expect.stringContaining(`${history.en}, ${inquiry.en}`),
      expect.stringContaining(`${history.ja}、${inquiry.ja}`),
    ],
    ['PURPOSE_WITHOUT_CASE', expect.stringContaining(statistics.en), expect.stringContaining(statistics.ja)],
  ]);
  for (const { message, messageJa } of told)
    expect(`${message} ${messageJa}`).not.toMatch(/HISTORY|INQUIRY|STATISTICS/);
});
