import { createContext, useContext, type ReactNode } from 'react';
import { useOpens } from '../app/opens.js';
import { useAsk, type Asked } from '../graph/use-ask.js';
import { useSession } from '../session/session.js';
import { PersonsOfCaseDocument, type PersonsOfCaseQuery } from './operations.generated.js';

const CaseOfWorkContext = createContext<Asked<PersonsOfCaseQuery> | null>(null);

/** Whom the case is about that one works under; null without a case, and where one may not be told. */
export const useCaseOfWork = (): Asked<PersonsOfCaseQuery> | null => useContext(CaseOfWorkContext);

/** Asks that once for all within: each question is an access to these persons. */
export function CaseOfWork({ children }: { readonly children: ReactNode }) {
  const number = useSession((state) => state.work?.caseNumber ?? null);
  const isAsked = useOpens()?.allows('CASE', 'READ') === true && number !== null;
  const asked = useAsk(PersonsOfCaseDocument, { number: number ?? '' }, { pause: !isAsked });
  return <CaseOfWorkContext value={isAsked ? asked : null}>{children}</CaseOfWorkContext>;
}
