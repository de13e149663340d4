import type { LoadedPolicy } from './load.js';
import { substance } from './difference.js';

/** Entries of one table shown; more of them are counted. */
const SHOWN = 20;

/**
 * What changes beside decisions: caps, the table of purposes, words of the vocabulary, the schedule; one line
 * an entry.
 */
export function tableChanges(before: LoadedPolicy, after: LoadedPolicy): readonly string[] {
  return Object.entries(tablesOf(after)).flatMap(([file, table]) => {
    const old = flat(tablesOf(before)[file]);
    const now = flat(table);
    const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
      (key) => old.get(key) !== now.get(key),
    );
    const lines = changed.map(
      (key) => `${file}: ${key}: ${old.get(key) ?? '(none)'} -> ${now.get(key) ?? '(none)'}`,
    );
    const rest = lines.length - SHOWN;
    return rest > 0 ? [...lines.slice(0, SHOWN), `${file}: … ${rest} more`] : lines;
  });
}

/** Rules whose sentences or citations change and nothing else. */
export function rewordedRules(before: LoadedPolicy, after: LoadedPolicy): readonly string[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  return after.rules.flatMap((rule) => {
    const was = old.get(rule.id);
    if (was === undefined || substance(was) !== substance(rule)) return [];
    const words = (of: typeof rule) => [of.textJa, of.textEn, of.cites].join('\n');
    return words(was) === words(rule) ? [] : [`${rule.file}: ${rule.id}`];
  });
}

function tablesOf(policy: LoadedPolicy): Record<string, unknown> {
  const { purposes, caps, schedule, roles, methods } = policy;
  return {
    'purposes.json': purposes,
    'caps.json': caps,
    'schedule.json': schedule.versions,
    'schema.cedarschema': { roles, methods },
  };
}

/** Every leaf by its path. */
function flat(value: unknown, path = ''): ReadonlyMap<string, string> {
  const entries = value instanceof Map ? [...value] : Object.entries(Object(value));
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf) return new Map([[path, JSON.stringify(value) ?? 'undefined']]);
  return new Map(
    entries.flatMap(([key, item]) => [...flat(item, path === '' ? String(key) : `${path}.${String(key)}`)]),
  );
}
