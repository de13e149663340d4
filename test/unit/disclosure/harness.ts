import { buildGraph } from '../../../schema/build-schema.js';
import type { AccessEntry } from '../../../src/audit/index/access-history.js';
import type { FieldOutcome } from '../../../src/audit/index/access-index.js';
import { entryOf, type ExtractFacts } from '../../../src/disclosure/extract.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { labelFields } from '../../../src/guard/field-labels.js';
import type { Investigation } from '../../../src/policy/investigations.js';
import { policy } from '../policy/harness.js';

export const schema = buildGraph();
export const classes = classifySchema(schema);
const labels = labelFields(schema);

export type Field = string | (Partial<FieldOutcome> & { readonly coordinate: string });

export const PROTECTED: Partial<ExtractFacts> = { isHomeProtected: true };

/** One look of a clerk at these fields. */
export function look(fields: readonly Field[], rest: Partial<AccessEntry> = {}): AccessEntry {
  return {
    record: 'w/1',
    at: '2023-06-27T01:00:00.000Z',
    subject: 'p1',
    account: 'clerk',
    role: 'clerk',
    purpose: 'HISTORY',
    case: 'K-1',
    zone: 'NUMBER_USE',
    fields: fields.map((field) => ({
      ...{ outcome: 'DISCLOSED', reason: null, count: 1 },
      ...(typeof field === 'string' ? { coordinate: field } : field),
    })),
    ...rest,
  };
}

/** What the resident reads of it; null: nothing. */
export function told(access: AccessEntry, facts: Partial<ExtractFacts> = {}) {
  const { purposes } = policy;
  const ordinary = { isHomeProtected: false, investigations: [], today: '2023-06-27' };
  return entryOf(access, { classes, labels, purposes, ...ordinary, ...facts });
}

export const items = (fields: readonly Field[], facts: Partial<ExtractFacts> = {}) =>
  told(look(fields), facts)?.items.map(({ itemJa }) => itemJa) ?? null;

export const investigation = (rest: Partial<Investigation>): Investigation => ({
  ...{ id: 'I-1', from: '2023-06-01', to: '2023-06-30', account: null, case: null },
  ...rest,
});
