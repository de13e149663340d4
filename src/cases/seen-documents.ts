import type { AdditionRow, CaseRow } from './case-rows.js';
import type { DocumentKind } from './case-terms.js';
import { words } from './words.js';

type Seen = Pick<AdditionRow, 'addedAt' | 'documents' | 'seenAgain'>;

/** Kinds of documents that were seen when something was added. */
export function seenWith({ documents, seenAgain }: Seen): readonly DocumentKind[] {
  return words<DocumentKind>(`${documents} ${seenAgain ?? ''}`);
}

/** Kinds that were seen when the case was opened: what no addition has brought. */
export function seenAtOpening(
  { documents }: Pick<CaseRow, 'documents'>,
  additions: readonly Seen[],
): readonly DocumentKind[] {
  const later = new Set(additions.flatMap((one) => words<DocumentKind>(one.documents)));
  return words<DocumentKind>(documents).filter((kind) => !later.has(kind));
}

/**
 * Kinds that were seen with somebody on the case. What was seen before they came was another's, and shows nothing of them
 * (R227; 番号法16条).
 * @param arrivedAt UTC, when they were added; null: they were there when the case was opened
 */
export function seenSince(
  file: Pick<CaseRow, 'documents'>,
  { additions, arrivedAt }: { readonly additions: readonly Seen[]; readonly arrivedAt: string | null },
): ReadonlySet<DocumentKind> {
  const first = arrivedAt === null ? seenAtOpening(file, additions) : [];
  const later = additions.filter(({ addedAt }) => arrivedAt === null || addedAt >= arrivedAt);
  return new Set([...first, ...later.flatMap(seenWith)]);
}

/** Kinds that were seen with everybody on the case: to name one of these again adds nothing. */
export function seenForAll(
  file: Pick<CaseRow, 'documents'>,
  {
    additions,
    arrivals,
  }: { readonly additions: readonly Seen[]; readonly arrivals: readonly (string | null)[] },
): ReadonlySet<DocumentKind> {
  const last = arrivals.reduce((latest, one) => ((one ?? '') > (latest ?? '') ? one : latest), null);
  return seenSince(file, { additions, arrivedAt: last });
}
