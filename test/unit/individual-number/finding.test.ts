import { mergeFindings, type Finding } from '../../../src/individual-number/tripwire/finding.js';

/** `0-12 HIGH`, one or several of them. */
const findings = (text: string): readonly Finding[] =>
  [...text.matchAll(/(\d+)-(\d+) (HIGH|LOW)/g)].map(([, start, end, confidence]) => ({
    start: Number(start),
    end: Number(end),
    confidence: confidence as Finding['confidence'],
  }));

test.each([
  ['0-12 LOW', '', '0-12 LOW'],
  ['', '0-12 HIGH', '0-12 HIGH'],
  ['20-32 LOW', '0-12 HIGH', '0-12 HIGH 20-32 LOW'],
  // They only touch.
  ['0-12 LOW', '12-24 HIGH', '0-12 LOW 12-24 HIGH'],
  ['0-12 LOW', '11-23 HIGH', '0-23 HIGH'],
  ['0-12 HIGH', '11-23 LOW', '0-23 HIGH'],
  ['0-12 LOW', '11-23 LOW', '0-23 LOW'],
  ['0-20 LOW', '4-16 LOW', '0-20 LOW'],
  ['4-16 HIGH', '0-20 LOW', '0-20 HIGH'],
  ['0-12 LOW 30-42 LOW', '10-32 HIGH', '0-42 HIGH'],
])('%j and %j are %j', (some, others, merged) => {
  expect(mergeFindings(findings(some), findings(others))).toEqual(findings(merged));
});

test('without others there is nothing to merge', () => {
  const some = findings('0-12 LOW 6-18 LOW');
  expect(mergeFindings(some, [])).toBe(some);
});
