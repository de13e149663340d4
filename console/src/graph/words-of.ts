import type { Both } from '../words/language.js';

interface Refused {
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly messageJa?: string };
  }[];
}

const UNKNOWN: Both = {
  ja: 'セッションが終了しました。もう一度ログインしてください。',
  en: 'The session has ended. Sign in again.',
};

/** The gateway's own words of why it refused; of a token it speaks to programs, and a user has none. */
export async function wordsOf(response: Response): Promise<Both> {
  const body = (await response.json().catch(() => ({}))) as Refused;
  const [error] = body.errors ?? [];
  return error === undefined || error.extensions?.code === 'UNAUTHENTICATED'
    ? UNKNOWN
    : { ja: error.extensions?.messageJa ?? error.message, en: error.message };
}
