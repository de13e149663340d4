import { createContext, useContext } from 'react';
import type { Asked } from '../graph/use-ask.js';
import type { Opens, Screen } from './screen.js';

/** What the chosen purpose opens; null before one is chosen. */
export const OpensContext = createContext<Opens | null>(null);

/** The question what the purpose opens, as it stands; null before a purpose is chosen. */
export const OpensAskedContext = createContext<Asked<unknown> | null>(null);

export function useOpens(): Opens | null {
  return useContext(OpensContext);
}

/** All screens, for those that lead to others: none imports another. */
export const ScreensContext = createContext<readonly Screen[]>([]);

/** The screens that are offered now. */
export function useOffered(): readonly Screen[] {
  const opens = useOpens();
  return useContext(ScreensContext).filter((screen) => isOffered(screen, opens));
}

/** What a purpose opens, of the gateway's answer. */
export function opensOf(
  purpose: string,
  permissions: readonly { readonly class: string; readonly verb: string; readonly allowed: boolean }[],
): Opens {
  const open = new Set(permissions.filter(({ allowed }) => allowed).map((row) => `${row.class} ${row.verb}`));
  return { purpose, allows: (fieldClass, verb) => open.has(`${fieldClass} ${verb}`) };
}

/** Whether a screen is offered now. */
export function isOffered({ isFor, withoutPurpose }: Screen, opens: Opens | null): boolean {
  return opens === null ? withoutPurpose === true : isFor(opens);
}
