import { inspect } from 'node:util';
import { MASK, openSealed, Sealed } from '../../../src/individual-number/sealed.js';

const SECRET = '123456789018';
const sealed = new Sealed(SECRET);

describe('a sealed value', () => {
  test.each<[string, () => unknown]>([
    ['a template string', () => `${sealed}`],
    ['concatenation', () => '' + String(sealed)],
    ['JSON', () => JSON.stringify({ sealed })],
    ['inspection', () => inspect({ sealed }, { depth: 9, showHidden: true })],
    ['spread', () => JSON.stringify({ ...sealed })],
    ['its own properties', () => JSON.stringify(Reflect.ownKeys(sealed).map(String))],
    ['an error about it', () => new Error(`bad ${sealed}`).stack],
    ['structured clone', () => inspect(structuredClone({ ...sealed }))],
  ])('shows nothing through %s', (_way, show) => {
    expect(String(show())).not.toContain(SECRET);
  });

  test('shows one constant mask, whatever the content', () => {
    expect(MASK).toBe('************');
    for (const one of [new Sealed('1'), sealed]) {
      expect(String(one)).toBe(MASK);
      expect(one.toString()).toBe(MASK);
      expect(JSON.stringify({ one })).toBe(`{"one":"${MASK}"}`);
      expect(inspect({ one })).toBe(`{ one: Sealed(${MASK}) }`);
    }
  });

  test('cannot be given a property to leak through', () => {
    expect(Object.isFrozen(sealed)).toBe(true);
  });

  test('opens with a decision that permits', () => {
    expect(openSealed(sealed, { permit: true, rule: 'test' })).toBe(SECRET);
  });

  test('stays closed without one, even for a caller that lies to the compiler', () => {
    const denial = { permit: false, rule: 'test' } as unknown as { permit: true; rule: string };
    expect(() => openSealed(sealed, denial)).toThrow(
      new TypeError('A sealed value opens only with a decision that permits.'),
    );
  });
});
