import type { HasSetAside } from '../../adapters/adapter.js';
import type { DoseContent, KeptDose } from '../../adapters/health-management/model.js';
import { canonicalJson } from '../json/canonical.js';

/** What a row of the ledger said at one time; what stood there and could not be read is no empty item. */
export interface RowContent {
  readonly content: DoseContent;
  /** Under the names of the items. */
  readonly setAside: NonNullable<HasSetAside['setAside']>;
}

export const rowOf = ({ content, setAside = [] }: Pick<KeptDose, 'content' | 'setAside'>): RowContent => ({
  content,
  setAside,
});

/** As it is stored: the items, and beside them what could not be read, where there is any. */
export function rowJson({ content, setAside }: RowContent): string {
  const aside = setAside.map(({ column, reason, fields }) => ({ column, reason, fields: [...fields] }));
  return canonicalJson({ ...content, ...(aside.length > 0 && { setAside: aside }) });
}

/** What stands in the store was judged when it came there; what was kept before values were set aside has none. */
export function rowContentOf(json: string | null): RowContent | null {
  if (json === null) return null;
  const { setAside = [], ...content } = JSON.parse(json) as DoseContent & Partial<RowContent>;
  return { content, setAside };
}

/** The row with these items given anew: what is given stands in place of what could not be read. */
export function changedRow(before: RowContent, changes: Partial<DoseContent>): RowContent {
  const isGiven = (field: string): boolean => changes[field as keyof DoseContent] !== undefined;
  return {
    content: { ...before.content, ...changes },
    setAside: before.setAside.filter(({ fields }) => !fields.some(isGiven)),
  };
}

/** The items that are not as they were: one that could not be read and is empty now is one of them. */
export function differences(before: RowContent | null, after: RowContent): Partial<DoseContent> {
  const keys = Object.keys(after.content) as (keyof DoseContent)[];
  const changed = keys.filter(
    (key) => before?.content[key] !== after.content[key] || isAside(before, key) !== isAside(after, key),
  );
  return Object.fromEntries(changed.map((key) => [key, after.content[key]]));
}

const isAside = (row: RowContent | null, key: keyof DoseContent): boolean =>
  row?.setAside.some(({ fields }) => fields.includes(key)) ?? false;
