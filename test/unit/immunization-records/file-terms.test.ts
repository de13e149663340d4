import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, addMonths, requirePlainDate } from '../../../src/calendar/plain-date.js';
import { dueOn, latestDueDose } from '../../../src/immunization-records/file-terms.js';
import { loadPolicy } from '../../../src/policy/load.js';

/** How long a record of the vaccination file is kept (docs/attacks.md P8; R134). */

const { keep } = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei')).records;
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(requirePlainDate('1995-01-01'), days));

test('before the rule of 2026 five years from the dose, whatever became of the person', () => {
  expect(dueOn(keep, { dose: '2018-06-26', death: null }, '2023-06-27')?.on).toBe('2023-06-26');
  expect(dueOn(keep, { dose: '2018-06-28', death: null }, '2023-06-27')?.on).toBe('2023-06-28');
  expect(dueOn(keep, { dose: '2016-02-29', death: null }, '2023-06-27')?.on).toBe('2021-02-28');
});

test('from its first day on the rule of 2026 covers every record that is there: nobody’s who lives is due', () => {
  expect(dueOn(keep, { dose: '2001-01-01', death: null }, '2026-05-31')?.on).toBe('2006-01-01');
  expect(dueOn(keep, { dose: '2001-01-01', death: null }, '2026-06-01')).toBeNull();
  expect(dueOn(keep, { dose: '2001-01-01', death: '2024-03-01' }, '2026-06-01')?.on).toBe('2029-03-01');
});

test('no rule ever shortens a term, and a record of no known day is never due by itself', () => {
  fc.assert(
    fc.property(day, fc.option(day), day, (dose, death, today) => {
      const due = dueOn(keep, { dose, death }, today);
      const before = dueOn(keep.slice(0, 1), { dose, death }, today);
      if (due !== null && before !== null) expect(due.on >= before.on).toBe(true);
      if (today >= '2026-06-01') expect(due === null).toBe(death === null);
      expect(dueOn(keep, { dose: null, death }, today)).toBeNull();
      const later = dueOn(keep, { dose: dose.slice(0, 7), death }, today);
      if (due !== null && later !== null) expect(later.on >= due.on).toBe(true);
    }),
  );
});

test('nothing that is due is later than the day up to which the ledger is asked', () => {
  fc.assert(
    fc.property(day, fc.option(day), day, (dose, death, today) => {
      const due = dueOn(keep, { dose, death }, today);
      const by = latestDueDose(keep, today);
      if (due !== null && due.on <= today) expect(by !== null && dose <= addMonths(by, 0)).toBe(true);
    }),
  );
});
