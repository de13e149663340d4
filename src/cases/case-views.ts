import type { LoadedPolicy } from '../policy/load.js';
import type { Purpose } from '../policy/terms.js';
import type { CaseView, ConsentView, IdentityCheckView, MatchView } from './case-access.js';
import type { AdditionRow, CaseRow, MatchRow } from './case-rows.js';
import type { StoredCase } from './case-store.js';
import {
  showNumber,
  showWho,
  type CaseOutcome,
  type CaseState,
  type ConsentScope,
  type DocumentKind,
  type MatchDecision,
  type OfficeKind,
  type ProxyGround,
  type Requester,
} from './case-terms.js';
import { seenAtOpening, seenWith } from './seen-documents.js';
import { words } from './words.js';

interface Rules {
  readonly policy: Pick<LoadedPolicy, 'cases' | 'requirements'>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What the number may be used for at all. */
const PURPOSE_OF_USE = 'R066';

export const purposeOfUse = ({ requirements }: Pick<LoadedPolicy, 'requirements'>): string =>
  requirements.get(PURPOSE_OF_USE)?.ja ?? '';

/** A stored case as it is read; what is written in the store was judged when it came there. */
export function caseView({ row, persons }: StoredCase, { policy, today }: Rules): CaseView {
  const window = policy.cases.windows.get(row.windowId);
  return {
    ...{ number: row.number, documentNumber: row.documentNumber, state: stateOf(row, today) },
    purposes: words<Purpose>(row.purposes),
    purposeOfUse: purposeOfUse(policy),
    // A window that is designated no more keeps its id.
    window: {
      id: row.windowId,
      nameJa: window?.nameJa ?? row.windowId,
      nameEn: window?.nameEn ?? row.windowId,
    },
    ...{ askedOn: row.askedOn, openUntil: row.openUntil },
    requester: row.requester as Requester,
    ground: row.ground as ProxyGround | null,
    officeKind: row.officeKind as OfficeKind | null,
    requesterName: row.requesterName,
    documents: words<DocumentKind>(row.documents),
    consent: consentOf(row),
    ...{ openedBy: row.openedBy, openedAt: row.openedAt, closedBy: row.closedBy, closedAt: row.closedAt },
    outcome: row.outcome as CaseOutcome | null,
    persons,
  };
}

export function matchView({ id, atenaNumber, decision, account, matchedAt }: MatchRow): MatchView {
  return { id, atenaNumber, decision: decision as MatchDecision, decidedBy: account, decidedAt: matchedAt };
}

/** What was seen at one time, at the opening and with each addition. */
export function identityChecks(
  { documents, openedBy, openedAt }: CaseView,
  additions: readonly AdditionRow[],
): readonly IdentityCheckView[] {
  const opening = seenAtOpening({ documents: documents.join(' ') }, additions);
  const later = additions.map((row) => ({ ...row, kinds: seenWith(row) }));
  return [{ kinds: opening, account: openedBy, addedAt: openedAt }, ...later]
    .filter(({ kinds }) => kinds.length > 0)
    .map(({ kinds, account, addedAt }) => ({
      documents: kinds,
      ...{ showsWho: showWho(kinds), showsNumber: showNumber(kinds) },
      ...{ checkedBy: account, checkedAt: addedAt },
    }));
}

export function stateOf({ closedAt, openUntil }: CaseRow, today: string): CaseState {
  if (closedAt !== null) return 'CLOSED';
  return openUntil < today ? 'EXPIRED' : 'OPEN';
}

function consentOf({
  consentForm,
  consentScopes,
  consentOn,
  consentWithdrawnOn,
}: CaseRow): ConsentView | null {
  if (consentForm === null || consentOn === null) return null;
  return {
    form: consentForm,
    scopes: words<ConsentScope>(consentScopes ?? ''),
    on: consentOn,
    withdrawnOn: consentWithdrawnOn,
  };
}
