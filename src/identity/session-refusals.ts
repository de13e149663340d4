import type { LogoutCause } from '../audit/record/record.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { SessionRules } from '../policy/session-rules.js';

/**
 * Why a token that is good in itself is not taken: its session is over. Says how it ended, and that one may log
 * in again.
 */
export function sessionEnded(cause: LogoutCause, rules: SessionRules): GatewayError {
  const { ja, en } = cause === 'IDLE' ? forcedLogout(rules) : CAUSES[cause];
  return new GatewayError('SESSION_EXPIRED', {
    detail: `the session has ended: ${cause}`,
    ja: `${ja}もう一度ログインしてください。`,
    en: `${en} Log in again.`,
  });
}

/** A page left open may ask for news, but it cannot log its user in. */
export function notOpenedByUser(): GatewayError {
  return new GatewayError('SESSION_EXPIRED', {
    detail: 'an automatic request without a session',
    ja: 'セッションがありません。自動更新ではなく、利用者の操作でログインしてください。',
    en: "There is no session. Log in by a user's request; an automatic one (Sekisho-Automatic) does not open a session.",
  });
}

function forcedLogout({ idleMinutes, mode }: SessionRules): { readonly ja: string; readonly en: string } {
  if (mode === 'IDLE') {
    return {
      ja: `${idleMinutes}分間操作がなかったため、セッションを終了しました。`,
      en: `The session has ended after ${idleMinutes} minutes without a request by the user.`,
    };
  }
  return {
    ja: `ログインから${idleMinutes}分が過ぎたため、セッションを終了しました。`,
    en: `The session has ended ${idleMinutes} minutes after the login.`,
  };
}

const CAUSES = {
  USER: { ja: 'このセッションはログアウトしています。', en: 'This session has been logged out.' },
  ANOTHER_LOGIN: {
    ja: '同じアカウントで後からログインがあったため、このセッションを終了しました。心当たりがないときは、システム担当に連絡してください。',
    en: 'A later login of the same account has ended this session. If it was not yours, tell the system desk.',
  },
  ACCOUNT_ENDED: {
    ja: 'アカウントが廃止されたため、このセッションを終了しました。',
    en: 'This session has ended because the account was ended.',
  },
  ADMINISTRATOR: {
    ja: 'アカウント管理者がこのセッションを終了しました。',
    en: 'An account administrator has ended this session.',
  },
} as const satisfies Record<Exclude<LogoutCause, 'IDLE'>, { ja: string; en: string }>;
