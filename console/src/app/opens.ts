import { createContext, useContext } from 'react';
import type { Opens } from './screen.js';

/** What the chosen purpose opens; null before one is chosen. */
export const OpensContext = createContext<Opens | null>(null);

export function useOpens(): Opens | null {
  return useContext(OpensContext);
}
