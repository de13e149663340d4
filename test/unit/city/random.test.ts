import { Pace, Random, Weighted } from '../../../src/city/random.js';

describe('seeded randomness', () => {
  it('repeats itself for the same seed and label, and only then', () => {
    const draw = (seed: number, label: string): number[] => {
      const random = new Random(seed, label);
      return Array.from({ length: 50 }, () => random.next());
    };
    expect(draw(1, 'names')).toEqual(draw(1, 'names'));
    expect(draw(1, 'names')).not.toEqual(draw(2, 'names'));
    expect(draw(1, 'names')).not.toEqual(draw(1, 'addresses'));
  });

  it('draws by weight', () => {
    const random = new Random(7, 'weights');
    const weighted = new Weighted([
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ]);
    const drawn = Array.from({ length: 8000 }, () => weighted.draw(random));
    expect(drawn.filter((item) => item === 'often').length / 8000).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain('never');
  });

  it('plants evenly, first at the call named', () => {
    const pace = new Pace(0.01, 5);
    const fired = Array.from({ length: 1000 }, (_, index) => (pace.due() ? index + 1 : 0)).filter(
      (call) => call > 0,
    );
    expect(fired).toHaveLength(10);
    expect(fired[0]).toBe(5);
  });
});
