import { createContext, useContext } from 'react';
import type { Asked } from '../graph/use-ask.js';
import type { WhatOpensQuery } from '../session/operations.generated.js';
import type { Both } from '../words/language.js';
import type { Opens, Screen } from './screen.js';
import { appWords } from './words.js';

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

/** One that did not come says nothing of what is opened: nobody is told that it is not for their role. */
export type Permissions = NonNullable<WhatOpensQuery['viewer']['permissions']>;

/** What a purpose opens, of the gateway's answer. */
export function opensOf(purpose: string, permissions: Permissions): Opens {
  const rows = new Map(permissions.map((row) => [`${row.class} ${row.verb}`, row]));
  return {
    purpose,
    allows: (fieldClass, verb) => rows.get(`${fieldClass} ${verb}`)?.allowed === true,
    whyNot: (fieldClass, verb) => {
      const row = rows.get(`${fieldClass} ${verb}`);
      if (row === undefined) return { text: NOT_OF_ROLE, needs: [] };
      if (row.allowed) return null;
      return { text: { ja: row.textJa, en: row.textEn }, needs: row.needs };
    },
  };
}

/** The gateway does not speak of what nothing opens to the account: no purpose of its menus, case, login or place. */
const NOT_OF_ROLE: Both = { ja: appWords.ja.notOfRole, en: appWords.en.notOfRole };

/** Whether a screen is offered now. */
export function isOffered({ isFor, withoutPurpose }: Screen, opens: Opens | null): boolean {
  return opens === null ? withoutPurpose === true : isFor(opens);
}
