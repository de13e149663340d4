import { useState } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { session } from './session.js';

/**
 * Where one was on each screen of the way back: what was asked there, the page of the list, what was open, the control
 * that had the focus. It is in the memory of this page alone, by the key that the browser itself has given to an entry of
 * its history; no answer is in it, and it is gone with purpose and session, when somebody is closed, and when the screen is hidden.
 */
interface Place {
  readonly kept: Map<string, unknown>;
  stop: Stop | null;
}

/** A control among those of the screen, by its place and no name, and where in the window it was. */
export interface Stop {
  readonly at: number;
  readonly top: number;
}

/**
 * Of the browser's Navigation API what is used here: the types of browsers do not have it yet. A browser that does not have
 * it either brings nobody back to where they were in a list; what is opened within a screen has a key of ours then.
 */
interface Navigation extends EventTarget {
  readonly currentEntry: { readonly key: string } | null;
  entries(): readonly { readonly key: string }[];
}
const { navigation = null } = window as unknown as { readonly navigation?: Navigation };

/** So far back does a clerk go: what lies behind is forgotten. */
const MOST = 10;
const places = new Map<string, Place>();

/** Empty where nobody tells: then nothing is kept. */
const entryNow = (): string =>
  navigation?.currentEntry?.key ?? (history.state as { readonly entry?: string } | null)?.entry ?? '';

function placeAt(entry: string): Place {
  const known = places.get(entry);
  if (known !== undefined) return known;
  const place: Place = { kept: new Map(), stop: null };
  if (entry !== '') places.set(entry, place);
  for (const oldest of [...places.keys()].slice(0, -MOST)) places.delete(oldest);
  return place;
}

const STOPS = 'a[href], button, input, select, textarea, summary';

/** What can be reached on the screen, in its order. */
export const stopsOn = (): readonly HTMLElement[] => [
  ...(document.getElementById('content')?.querySelectorAll<HTMLElement>(STOPS) ?? []),
];

// Before the entry changes: the control that was pressed is still there.
navigation?.addEventListener('navigate', () => {
  const at = stopsOn().findIndex((stop) => stop === document.activeElement);
  const top = stopsOn()[at]?.getBoundingClientRect().top ?? 0;
  placeAt(entryNow()).stop = at === -1 ? null : { at, top };
});
// What the browser would scroll to is not there yet: the list is asked for anew.
if (navigation !== null) history.scrollRestoration = 'manual';

let last = session.read();
session.subscribe(() => {
  const now = session.read();
  // Whoever closes somebody is done with them: by what they were found is not kept either.
  const isClosed = last.person !== null && now.person === null;
  if (now.work !== last.work || now.hidden || isClosed) places.clear();
  last = now;
});

export const useEntry = (): string => useLocationProperty(entryNow);

/** Where the focus was when this entry was left; null where one comes to it for the first time. */
export const stopAt = (entry: string): Stop | null => places.get(entry)?.stop ?? null;

/** A state that is as it was when somebody comes back to the screen, and as `first` where they come to it anew. */
export function useKept<Value>(name: string, first: Value): [Value, (value: Value) => void] {
  const entry = useEntry();
  const [own, setOwn] = useState(() => ({ entry, value: keptAt(entry, name, first) }));
  const isOther = own.entry !== entry;
  const state = isOther ? { entry, value: keptAt(entry, name, first) } : own;
  if (isOther) setOwn(state);
  return [
    state.value,
    (value) => {
      placeAt(entry).kept.set(name, value);
      setOwn({ entry, value });
    },
  ];
}

function keptAt<Value>(entry: string, name: string, first: Value): Value {
  const kept = places.get(entry)?.kept;
  return kept?.has(name) === true ? (kept.get(name) as Value) : first;
}

/** Opens something on the same screen, under the same address, so that the way back leads to where one was. */
export function openWithin(changes: Readonly<Record<string, unknown>>): void {
  const { kept } = placeAt(entryNow());
  history.pushState(navigation === null ? { entry: crypto.randomUUID() } : null, '', location.pathname);
  const next = placeAt(entryNow());
  for (const [name, value] of [...kept, ...Object.entries(changes)]) next.kept.set(name, value);
}

/** Whether the entry before this one is a screen that one has left here. */
export function cameFromHere(): boolean {
  const entries = navigation?.entries() ?? [];
  const before = entries[entries.findIndex(({ key }) => key === entryNow()) - 1];
  return before !== undefined && places.has(before.key);
}

export const goBack = (): void => history.back();
