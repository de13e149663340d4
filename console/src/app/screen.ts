import type { ComponentType, LazyExoticComponent } from 'react';
import type { Both } from '../words/language.js';
import type { PermissionNeed } from '../session/operations.generated.js';

/** What decides whether a screen is on the menu. */
export interface Opens {
  /** The purpose that is chosen. */
  readonly purpose: string;
  /** Whether the gateway would let this account do it now, of one person of whom nothing special is known. */
  readonly allows: (fieldClass: string, verb: string) => boolean;
  /** Why it would not, in the gateway's words where it speaks of it; null where it would. */
  readonly whyNot: (fieldClass: string, verb: string) => Closed | null;
}

/** What is not open, and what would open it. */
export interface Closed {
  readonly text: Both;
  readonly needs: readonly PermissionNeed[];
}

/** A screen, as `screens.ts` lists it. */
export interface Screen {
  /** No identifier of anybody: an address stays in histories and logs. */
  readonly path: `/${string}`;
  /** In the menu, as the page's heading and in the browser's title: it names the screen and nobody. */
  readonly title: Both;
  /** Whether it is offered. What it may show is decided by the gateway, field by field. */
  readonly isFor: (opens: Opens) => boolean;
  /** Offered before a purpose is chosen: nothing on it is about a person. */
  readonly withoutPurpose?: true;
  /** Left out of the menu: one comes to it from another screen. */
  readonly inMenu?: false;
  /** Kinds of work that wait here, a `TaskKind` each: the screen of one's own work leads to it. */
  readonly tasks?: readonly string[];
  /** With `g` before it this key opens the screen. */
  readonly key?: string;
  readonly Page: LazyExoticComponent<ComponentType>;
}
