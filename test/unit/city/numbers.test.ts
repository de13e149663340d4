import { fitsScheme } from '../../../src/individual-number/check-digit.js';
import { NumberPlan } from '../../../src/city/numbers.js';

const COUNT = 20_000;
const sequences = Array.from({ length: COUNT }, (_, index) => 1e9 + index + 1);

describe('numbers handed out without a list', () => {
  const plan = new NumberPlan(13210);

  it('gives nobody an individual number that an official validator accepts', () => {
    const numbers = sequences.map((sequence) => plan.individualNumber(sequence));
    expect(numbers.filter((number) => fitsScheme(number, 'official'))).toHaveLength(0);
    expect(numbers.filter((number) => !fitsScheme(number, 'test'))).toHaveLength(0);
  });

  it('never gives a number twice, in one municipality or two', () => {
    const both = [...sequences, ...sequences.map((sequence) => sequence + 4e9)];
    for (const kind of ['individualNumber', 'integratedNumber', 'couponNumber'] as const) {
      expect(new Set(both.map((sequence) => plan[kind](sequence))).size).toBe(2 * COUNT);
    }
  });

  it('gives at least one person in ten a leading zero, and nobody two', () => {
    const numbers = sequences.map((sequence) => plan.individualNumber(sequence));
    expect(numbers.filter((number) => number.startsWith('0')).length).toBeGreaterThanOrEqual(COUNT / 10);
    expect(numbers.filter((number) => number.startsWith('00'))).toHaveLength(0);
  });

  it('writes integrated numbers in which no individual number can stand', () => {
    for (const sequence of sequences.slice(0, 500))
      expect(plan.integratedNumber(sequence)).toMatch(/^00000[0-9]{10}$/);
  });

  it('depends on the seed', () => {
    expect(new NumberPlan(1).individualNumber(1e9 + 1)).not.toBe(plan.individualNumber(1e9 + 1));
  });
});
