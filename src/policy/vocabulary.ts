import { schemaToJson } from './cedar.js';
import { explain, lineOf } from './rule.js';
import { CLASSIFICATIONS, HEALTH_DIVISION, LABEL, PURPOSES, VERBS, WORKS, ZONES } from './terms.js';

/** Names that only the policy's schema lists; all others are the closed sets of `terms.ts`. */
export interface Vocabulary {
  readonly roles: readonly string[];
  /** Authentication methods a rule may ask for; what else a token's `amr` holds has no bearing on a decision. */
  readonly methods: readonly string[];
}

/** Reads the schema and compares its words with `terms.ts`: Cedar then refuses every rule that uses another one. */
export function readVocabulary(file: string, text: string, faults: string[]): Vocabulary {
  const read = schemaToJson(text);
  if (read.type === 'failure') {
    faults.push(...read.errors.map((error) => `${file}${lineOf(text, error)}: ${explain(error)}`));
    return { roles: [], methods: [] };
  }
  const { entityTypes = {}, actions = {} } = read.json[''] ?? {};
  const words = (name: string): readonly string[] => {
    const type = entityTypes[name];
    return type !== undefined && 'enum' in type ? type.enum : [];
  };
  const compare = (name: string, ours: readonly string[], theirs: readonly string[]): void => {
    for (const word of ours) if (!theirs.includes(word)) faults.push(`${file}: ${name} lacks ${word}`);
    for (const word of theirs)
      if (!ours.includes(word)) faults.push(`${file}: ${name} has the unknown ${word}`);
  };
  compare('action', VERBS, Object.keys(actions));
  compare('FieldClass', CLASSIFICATIONS, words('FieldClass'));
  compare('Purpose', ['NONE', ...PURPOSES], words('Purpose'));
  compare('Zone', ['UNKNOWN', ...ZONES], words('Zone'));
  compare('Label', Object.keys(LABEL), words('Label'));
  compare('Department', ['OTHER', HEALTH_DIVISION], words('Department'));
  compare('Work', ['NONE', ...WORKS], words('Work'));
  return { roles: words('Role'), methods: words('Method') };
}
