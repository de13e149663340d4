import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCaps, type Caps } from './caps.js';
import { Decider } from './decider.js';
import { Engine, validateRules } from './engine.js';
import { Grants, type Act } from './grants.js';
import { PolicyError } from './policy-error.js';
import { readPurposes, type PurposeTable } from './purposes.js';
import { readRules, type Rule } from './rule.js';
import type { PolicySnapshot } from './terms.js';
import { readVocabulary, type Vocabulary } from './vocabulary.js';

/** What a policy says about itself, for those who read, check and explain it. */
export interface PolicyDescription extends Vocabulary {
  readonly rules: readonly Rule[];
  readonly purposes: PurposeTable;
  readonly caps: Caps;
  /** Whether a permit matches, whatever the forbids close again. */
  grants(act: Act): boolean;
  /** An engine over some of the rules, for questions that `decide` does not answer. */
  engineOf(rules: readonly Rule[]): Engine;
}

export type LoadedPolicy = PolicySnapshot & PolicyDescription;

const SCHEMA = 'schema.cedarschema';
const PURPOSES = 'purposes.json';
const CAPS = 'caps.json';

/**
 * Loads a policy folder whole. Throws `PolicyError` with every fault (syntax, unknown names, types, missing tables),
 * each naming its file and rule: half a policy is none.
 */
export function loadPolicy(directory: string): LoadedPolicy {
  const files = readPolicyFiles(directory);
  const faults: string[] = [];
  const schema = files.get(SCHEMA) ?? '';
  for (const file of [SCHEMA, PURPOSES, CAPS]) if (!files.has(file)) faults.push(`${file}: is missing`);
  const vocabulary = readVocabulary(SCHEMA, schema, faults);
  const purposes = readPurposes(PURPOSES, files.get(PURPOSES) ?? '{}', faults);
  const caps = readCaps(CAPS, files.get(CAPS) ?? '{}', faults);
  const rules = [...files].flatMap(([file, text]) =>
    file.endsWith('.cedar') ? readRules(file, text, faults) : [],
  );
  reportDuplicates(rules, faults);
  // Type errors are told only of a policy that is otherwise whole: those of a torn one are mostly echoes.
  if (faults.length === 0) validateRules(schema, rules, faults);
  if (faults.length > 0) throw new PolicyError(faults);
  return assemble({ version: versionOf(files), rules, purposes, caps, vocabulary });
}

interface PolicyParts {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly purposes: PurposeTable;
  readonly caps: Caps;
  readonly vocabulary: Vocabulary;
}

function assemble({ version, rules, purposes, caps, vocabulary }: PolicyParts): LoadedPolicy {
  const methods = new Set(vocabulary.methods);
  const engineOf = (some: readonly Rule[]): Engine =>
    new Engine(`${version} ${some.map((rule) => rule.id).join(' ')}`, some, methods);
  const grants = new Grants(engineOf(rules.filter((rule) => rule.effect === 'permit')));
  const decider = new Decider({ ...vocabulary, rules, engine: engineOf(rules), grants });
  return Object.freeze({
    ...vocabulary,
    version,
    rules,
    purposes,
    caps,
    grants: grants.has.bind(grants),
    engineOf,
    decide: decider.decide.bind(decider),
  });
}

/** The files that make the policy, by name, in byte order. What is derived from them (MATRIX.md) is none of them. */
function readPolicyFiles(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(directory)
    .filter((name) => /\.(cedar|cedarschema|json)$/.test(name))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

function reportDuplicates(rules: readonly Rule[], faults: string[]): void {
  const seen = new Map<string, string>();
  for (const { id, file } of rules) {
    const first = seen.get(id);
    if (first !== undefined) faults.push(`${file}: ${id}: the @id is already used in ${first}`);
    seen.set(id, file);
  }
}

/** 16 characters (96 bits) of SHA-256 over names and contents, with lengths so that no two folders run together. */
function versionOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\n${Buffer.byteLength(text)}\n${text}`);
  return hash.digest('base64url').slice(0, 16);
}
