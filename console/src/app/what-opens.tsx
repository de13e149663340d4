import { useMemo, type ReactNode } from 'react';
import { useAsk } from '../graph/use-ask.js';
import { WhatOpensDocument } from '../session/operations.generated.js';
import { useSession, type Work } from '../session/session.js';
import { OpensContext } from './opens.js';
import type { Opens } from './screen.js';

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
  const { data } = useAsk(WhatOpensDocument, { purpose });
  const opens = useMemo<Opens | null>(() => {
    if (data === null) return null;
    const rows = data.viewer.permissions?.filter(({ allowed }) => allowed) ?? [];
    const open = new Set(rows.map((row) => `${row.class} ${row.verb}`));
    return { purpose, allows: (fieldClass, verb) => open.has(`${fieldClass} ${verb}`) };
  }, [data, purpose]);
  return <OpensContext value={opens}>{children}</OpensContext>;
}
