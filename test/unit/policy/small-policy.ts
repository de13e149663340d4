import { readdirSync } from 'node:fs';
import type { LoadedPolicy } from '../../../src/policy/load.js';
import { PolicyCopy } from './copy.js';

/** Two roles and four rules: few enough that every difference of another version can be told in full. */
export const RULES = {
  open: permit(
    'small.open',
    'action == Action::"READ"',
    'resource == FieldClass::"CONTACT"',
    '[Role::"clerk", Role::"auditor"].contains(principal.role) && [Purpose::"RECOMMEND", Purpose::"INQUIRY"].contains(context.purpose)',
  ),
  zone: forbid(
    'small.zone',
    'resource == FieldClass::"CONTACT"',
    '![Zone::"NUMBER_USE", Zone::"LGWAN"].contains(context.zone)',
    'ZONE',
  ),
  label: forbid(
    'small.label',
    'resource == FieldClass::"CONTACT"',
    'context.labels.contains(Label::"SUPPORT_MEASURES")',
    'NOT_DISCLOSABLE',
  ),
  palm: forbid(
    'small.palm',
    'resource == FieldClass::"NUMBER"',
    '!principal.amr.contains(Method::"palm_vein") || context.severalPersons || !context.hasCase',
    'AUTHENTICATION',
  ),
};

export function permit(id: string, action: string, resource: string, when: string): string {
  return rule(id, 'permit', `principal, ${action}, ${resource}`, when, '');
}

export function forbid(id: string, resource: string, when: string, reason: string): string {
  return rule(id, 'forbid', `principal, action, ${resource}`, when, `@reason("${reason}")\n`);
}

function rule(id: string, effect: string, head: string, when: string, reason: string): string {
  return `@id("${id}")\n@cites("R163")\n${reason}@says_ja("${id} のため。")\n@says_en("Says ${id}.")\n${effect} (${head})\nwhen { ${when} };\n`;
}

/** Loads the small policy with these rules, and other tables changed by `change`. */
export function smallPolicy(
  rules: Partial<Record<string, string>> = RULES,
  change: (copy: PolicyCopy) => void = () => undefined,
): LoadedPolicy {
  const copy = new PolicyCopy();
  try {
    for (const name of readdirSync(copy.folder)) if (name.endsWith('.cedar')) copy.remove(name);
    copy.change('schema.cedarschema', /entity Role enum \[[^\]]*\]/, 'entity Role enum ["clerk", "auditor"]');
    copy.write('small.cedar', Object.values(rules).join('\n'));
    change(copy);
    return copy.load();
  } finally {
    copy.drop();
  }
}
