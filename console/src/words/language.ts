import { useSyncExternalStore } from 'react';

export type Language = 'ja' | 'en';

/** One text in both languages. */
export interface Both {
  readonly ja: string;
  readonly en: string;
}

let current: Language = 'ja';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Kept in memory: nothing of this page is stored in the browser, so that a reload is Japanese again. */
export function changeLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => current);
}

/** Texts that come in both languages, in the one that is chosen. */
export function useBoth(): (texts: Both) => string {
  const language = useLanguage();
  return (texts) => texts[language];
}
