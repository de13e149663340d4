import { useMemo, type ReactNode } from 'react';
import { useAsk } from '../graph/use-ask.js';
import { WhatOpensDocument } from '../session/operations.generated.js';
import { useSession, type Work } from '../session/session.js';
import { OpensAskedContext, OpensContext, opensOf } from './opens.js';

/** Tells all within what the purpose opens: asked anew with each choice of purpose and case. */
export function WhatOpens({ children }: { readonly children: ReactNode }) {
  const work = useSession((state) => state.work);
  if (work === null) return <OpensContext value={null}>{children}</OpensContext>;
  return (
    <AskedFor key={work.id} work={work}>
      {children}
    </AskedFor>
  );
}

function AskedFor({ work: { purpose }, children }: { readonly work: Work; readonly children: ReactNode }) {
  const asked = useAsk(WhatOpensDocument, { purpose });
  const viewer = asked.data?.viewer ?? null;
  // Without an answer nobody knows: that is not the same as a purpose that opens nothing.
  const opens = useMemo(
    () => (viewer === null || viewer.permissions === null ? null : opensOf(purpose, viewer.permissions)),
    [viewer, purpose],
  );
  return (
    <OpensAskedContext value={asked}>
      <OpensContext value={opens}>{children}</OpensContext>
    </OpensAskedContext>
  );
}
