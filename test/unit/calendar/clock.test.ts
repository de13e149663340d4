import fc from 'fast-check';
import { clockOn, MACHINE_CLOCK, nowForTerms } from '../../../src/calendar/clock.js';

/** docs/attacks.md M7 */

const at = (instant: string) => () => Date.parse(instant);

test.each([
  ['2026-11-28T16:01:02.003Z', '2023-06-26T16:01:02.003Z'],
  ['2026-11-28T14:59:59.999Z', '2023-06-27T14:59:59.999Z'],
  ['2026-11-28T15:00:00.000Z', '2023-06-26T15:00:00.000Z'],
  ['2020-02-29T03:00:00.000Z', '2023-06-27T03:00:00.000Z'],
])('a day that is set has the time of day of the machine: %s', (machine, told) => {
  const clock = clockOn('2023-06-27', at(machine));
  expect([clock.now().toISOString(), clock.today(), clock.isSet]).toEqual([told, '2023-06-27', true]);
});

test('it runs on past midnight in Japan, never back', () => {
  let machine = Date.parse('2026-11-28T14:59:59.000Z');
  const clock = clockOn('2023-06-27', () => machine);
  expect(clock.today()).toBe('2023-06-27');
  machine += 2_000;
  expect([clock.now().toISOString(), clock.today()]).toEqual(['2023-06-27T15:00:01.000Z', '2023-06-28']);
});

test('two processes of a demo agree, whenever each was started on that day', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 86_399_999 }),
      fc.integer({ min: 0, max: 86_399_999 }),
      (on, a, b) => {
        const midnight = Date.parse(`${on.toISOString().slice(0, 10)}T00:00:00+09:00`);
        let machine = midnight + a;
        const first = clockOn('2023-06-27', () => machine);
        machine = midnight + b;
        const second = clockOn('2023-06-27', () => machine);
        expect(second.now()).toEqual(first.now());
        expect(second.today()).toBe('2023-06-27');
      },
    ),
  );
});

test('without a day it is the machine’s, and says so', () => {
  const clock = clockOn(null, at('2026-11-28T16:00:00.000Z'));
  expect([clock.now().toISOString(), clock.today(), clock.isSet]).toEqual([
    '2026-11-28T16:00:00.000Z',
    '2026-11-29',
    false,
  ]);
});

test('no day that is set ends a term before the machine’s does; a demo’s own day delays it', () => {
  const before = MACHINE_CLOCK.now().getTime();
  expect(nowForTerms(clockOn('2099-01-01')).getTime()).toBeLessThanOrEqual(MACHINE_CLOCK.now().getTime());
  expect(nowForTerms(clockOn('2099-01-01')).getTime()).toBeGreaterThanOrEqual(before);
  expect(nowForTerms(clockOn('2001-01-01', at('2026-11-28T03:00:00.000Z'))).toISOString()).toBe(
    '2001-01-01T03:00:00.000Z',
  );
});
