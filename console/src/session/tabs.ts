import type { Both } from '../words/language.js';

/** Over on the page, and not yet at the gateway: it is asked to end it, or has not answered that it has. */
export type Leaving = 'ASKED' | 'UNCONFIRMED';

/** Whose session it is about is said with it: a tab may still show, or be leaving, another than the browser has now. */
export type Said =
  | { readonly kind: 'ENDED'; readonly login: string; readonly told: Both | null }
  | { readonly kind: 'LEAVING'; readonly how: Leaving | null; readonly told: Both | null }
  | { readonly kind: 'SIGNED_IN'; readonly login: string }
  | { readonly kind: 'PURPOSE_CHANGED'; readonly login: string }
  | { readonly kind: 'EXTENDED'; readonly login: string; readonly at: number };

/** The tabs of one browser share a session; they tell each other what becomes of it, and nothing of a person. */
export class Tabs {
  private readonly channel = new BroadcastChannel('sekisho');

  constructor(heard: (said: Said) => void) {
    this.channel.onmessage = ({ data }: MessageEvent<Said>) => heard(data);
  }

  say(said: Said): void {
    this.channel.postMessage(said);
  }
}
