import type { Both } from '../words/language.js';

type Said =
  | { readonly kind: 'ENDED'; readonly told: Both | null }
  | { readonly kind: 'SIGNED_IN' }
  | { readonly kind: 'PURPOSE_CHANGED' }
  | { readonly kind: 'EXTENDED'; readonly at: number };

export interface TabsOptions {
  readonly ended: (told: Both | null) => void;
  /** Perhaps by another account: what is drawn here belongs to nobody any more. */
  readonly signedIn: () => void;
  readonly purposeChanged: () => void;
  readonly extended: (at: number) => void;
}

/** The tabs of one browser share a session; they tell each other what becomes of it, and nothing of a person. */
export class Tabs {
  private readonly channel = new BroadcastChannel('sekisho');

  constructor({ ended, signedIn, purposeChanged, extended }: TabsOptions) {
    this.channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.kind === 'ENDED') ended(data.told);
      else if (data.kind === 'SIGNED_IN') signedIn();
      else if (data.kind === 'PURPOSE_CHANGED') purposeChanged();
      else extended(data.at);
    };
  }

  say(said: Said): void {
    this.channel.postMessage(said);
  }
}
