import type { LoadedPolicy } from '../policy/load.js';
import type { Purpose } from '../policy/terms.js';
import type { CaseView, ConsentView, MatchView } from './case-access.js';
import type { CaseRow, MatchRow } from './case-rows.js';
import type { StoredCase } from './case-store.js';
import type {
  CaseOutcome,
  CaseState,
  ConsentScope,
  DocumentKind,
  MatchDecision,
  OfficeKind,
  ProxyGround,
  Requester,
} from './case-terms.js';

interface Rules {
  readonly policy: Pick<LoadedPolicy, 'cases' | 'requirements'>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What the number may be used for at all. */
const PURPOSE_OF_USE = 'R066';

/** A stored case as it is read; what is written in the store was judged when it came there. */
export function caseView({ row, persons }: StoredCase, { policy, today }: Rules): CaseView {
  const window = policy.cases.windows.get(row.windowId);
  return {
    ...{ number: row.number, documentNumber: row.documentNumber, state: stateOf(row, today) },
    purposes: words<Purpose>(row.purposes),
    purposeOfUse: policy.requirements.get(PURPOSE_OF_USE)?.ja ?? '',
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

const words = <Word extends string>(text: string): readonly Word[] =>
  text.split(' ').filter((word) => word !== '') as readonly string[] as readonly Word[];
