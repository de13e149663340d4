import type { AccessHistory } from '../audit/index/access-history.js';
import type { AuditRecord } from '../audit/record/record.js';
import type { SignedView } from './audit-access.js';
import type { ReviewStore } from './review-store.js';
import { reportHash } from './sign-review.js';

type ReviewRecord = AuditRecord & { readonly kind: 'REVIEW' };

/** More than a review each week of ten years. */
const MOST = 1_000;
const EVER = { from: '1970-01-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' };

/**
 * Signatures as the log has them, newest first: the store only keeps the text beside, and shows it where its hash is the
 * one that was sealed. Found by `id` where one is named.
 */
export async function readSigned(
  { history, store }: { readonly history: AccessHistory; readonly store: ReviewStore },
  id: string | null,
): Promise<readonly SignedView[]> {
  if (id !== null) return readOne({ history, store }, id);
  await history.progress();
  const rows = await history.eventsOf({
    ...EVER,
    kinds: ['REVIEW'],
    account: null,
    first: MOST,
    after: null,
  });
  const reviews = rows.flatMap(({ place, record }) =>
    record?.kind === 'REVIEW' ? [{ name: place.record, record }] : [],
  );
  const known = new Set<string>();
  const views: SignedView[] = [];
  // Oldest first: of one that was sealed twice after a crash, the first is the signature.
  for (const { name, record } of reviews.reverse()) {
    if (record.id !== undefined && known.has(record.id)) continue;
    if (record.id !== undefined) known.add(record.id);
    views.push(await viewOf(name, record, store));
  }
  return views.reverse();
}

async function readOne(
  { history, store }: { readonly history: AccessHistory; readonly store: ReviewStore },
  id: string,
): Promise<readonly SignedView[]> {
  const name = (await store.signatureOfAct(id))?.record ?? null;
  const record = name === null ? null : await history.record(name);
  return name !== null && record?.kind === 'REVIEW' ? [await viewOf(name, record, store)] : [];
}

async function viewOf(name: string, record: ReviewRecord, store: ReviewStore): Promise<SignedView> {
  const { at, reviewer, account, reviewedOn, from, to, report, content, findings, id } = record;
  const text = id === undefined ? null : await store.textOf(id);
  return {
    ...{ record: name, signedAt: at, reviewer, account: account ?? null, reviewedOn, from, to, report },
    ...{ digest: content ?? null, findings },
    text: text !== null && reportHash(text) === report ? text : null,
  };
}
