import { policySetTextToParts, policyToJson, type DetailedError, type PolicyJson } from './cedar.js';
import { WITHHELD_REASONS, type WithheldReason } from './terms.js';

/** One Cedar policy with what its annotations say about it. */
export interface Rule {
  /** `@id`: unique over all files; stands in verdicts and in the log. */
  readonly id: string;
  /** File it stands in, without folder. */
  readonly file: string;
  readonly effect: 'permit' | 'forbid';
  /** Its own Cedar text, annotations included. */
  readonly text: string;
  /**
   * `@cites`: requirements and articles, e.g. `R155, R167; 番号法9条1項`. Empty when missing; `policy lint`
   * reports that.
   */
  readonly cites: string;
  /** `@says_ja`, `@says_en`: the rule in one sentence. */
  readonly textJa: string;
  readonly textEn: string;
  /** `@reason`: what a forbid tells the caller; null for a permit. */
  readonly reason: WithheldReason | null;
}

/**
 * What only a forbid may ask for. Permits say who may do what for which purpose; where, how and about whom is
 * said once, by forbids, and so a refusal can always name what is missing.
 */
const CIRCUMSTANCES = ['amr', 'department', 'work', 'zone', 'hasCase', 'severalPersons', 'labels'];

const isReason = (text: string | undefined): text is WithheldReason =>
  (WITHHELD_REASONS as readonly (string | undefined)[]).includes(text);

/** Reads the rules of one `.cedar` file. Adds to `faults` what a decision could not do without. */
export function readRules(file: string, text: string, faults: string[]): readonly Rule[] {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') {
    faults.push(...parts.errors.map((error) => `${file}${lineOf(text, error)}: ${explain(error)}`));
    return [];
  }
  // A template decides nothing until somebody links it at run time, and the policy is static.
  if (parts.policy_templates.length > 0)
    faults.push(`${file}: templates (?principal, ?resource) are not allowed`);
  // Cedar names the rules by their number and hands them out by name: the eleventh would come before the third.
  const inOrder = parts.policies.toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
  return inOrder.flatMap((policy) => readRule(file, policy, faults) ?? []);
}

function readRule(file: string, text: string, faults: string[]): Rule | null {
  const read = policyToJson(text);
  if (read.type === 'failure') {
    faults.push(...read.errors.map((error) => `${file}: ${explain(error)}`));
    return null;
  }
  const { effect, annotations = {}, conditions } = read.json;
  const { id, reason, cites = '', says_ja: textJa = '', says_en: textEn = '' } = annotations;
  if (!id) {
    faults.push(`${file}: a rule has no @id: ${firstCodeLine(text)}`);
    return null;
  }
  if (effect === 'forbid' && !isReason(reason))
    faults.push(`${file}: ${id}: a forbid needs @reason, one of ${WITHHELD_REASONS.join(', ')}`);
  if (effect === 'permit' && reason !== undefined) faults.push(`${file}: ${id}: a permit has no @reason`);
  const circumstance = CIRCUMSTANCES.find((name) => JSON.stringify(conditions).includes(`"attr":"${name}"`));
  if (effect === 'permit' && circumstance !== undefined)
    faults.push(
      `${file}: ${id}: a permit may not depend on ${circumstance}; write a forbid with its @reason`,
    );
  const rule = { id, file, effect, text, cites, textJa, textEn, reason: isReason(reason) ? reason : null };
  readAs.set(rule, read.json);
  return rule;
}

/** What Cedar read each rule as: to have it read once more takes as long as to check its types. */
const readAs = new WeakMap<Rule, PolicyJson>();

/** What Cedar reads a rule as; null of one whose text was never read. */
export const jsonOf = (rule: Rule): PolicyJson | null => readAs.get(rule) ?? null;

/** Message and hint of a Cedar error on one line. */
export function explain(error: DetailedError): string {
  return [error.message, error.help].filter(Boolean).join('; ').replaceAll('\n', ' ');
}

/** `:LINE` of the first place a Cedar error names; its offsets count UTF-8 bytes. */
export function lineOf(text: string, error: DetailedError): string {
  const start = error.sourceLocations?.[0]?.start;
  if (start === undefined) return '';
  return `:${Buffer.from(text).subarray(0, start).toString().split('\n').length}`;
}

const firstCodeLine = (text: string): string =>
  text.split('\n').find((line) => /^(permit|forbid)/.test(line.trim())) ?? text.slice(0, 40);
