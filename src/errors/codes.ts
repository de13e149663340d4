/**
 * Every error code a caller can meet, in `extensions.code`. One row per code: what the receiver can do about it.
 * The table is the public contract; README lists the same rows and a test compares them.
 */
export interface ErrorRow {
  /** HTTP status when the whole request is refused. Field errors travel inside a 200 answer. */
  readonly status: number;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  readonly logLevel: 'info' | 'warn' | 'error';
  readonly ja: string;
  readonly en: string;
}

export const ERROR_TABLE = {
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    logLevel: 'info',
    ja: '認証できません。有効なトークンを Authorization ヘッダーに付けてください。',
    en: 'Not authenticated. Send a valid token in the Authorization header.',
  },
  SESSION_EXPIRED: {
    status: 401,
    retryable: false,
    logLevel: 'info',
    ja: 'セッションの有効期限が切れました。もう一度ログインしてください。',
    en: 'The session has expired. Log in again.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    logLevel: 'warn',
    ja: 'この操作は許可されていません。利用目的と接続元の端末を確かめ、必要なら上長に相談してください。',
    en: 'This is not permitted. Check purpose and place; if they are right, ask your superior.',
  },
  PURPOSE_REQUIRED: {
    status: 400,
    retryable: false,
    logLevel: 'info',
    ja: '利用目的(Sekisho-Purpose)と、必要な場合は案件番号(Sekisho-Case)を指定してください。',
    en: 'Name the purpose (Sekisho-Purpose) and, where it asks for one, the case number (Sekisho-Case).',
  },
  WITHHELD: {
    status: 403,
    retryable: false,
    logLevel: 'info',
    ja: 'この項目は、指定した利用目的では検索や並べ替えに使えません。',
    en: 'This item may not be used for filtering or sorting under this purpose.',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    logLevel: 'warn',
    ja: '回数の上限に達しました。時間をおいてからやり直してください。',
    en: 'The limit has been reached. Try again later.',
  },
  BAD_USER_INPUT: {
    status: 400,
    retryable: false,
    logLevel: 'info',
    ja: '入力に誤りがあります。',
    en: 'The input is not valid.',
  },
  SOURCE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    logLevel: 'error',
    ja: '元のシステムから応答がありません。しばらくしてからやり直すか、システム担当に連絡してください。',
    en: 'A source system does not answer. Try again later or tell the system desk.',
  },
  AUDIT_UNAVAILABLE: {
    status: 503,
    retryable: true,
    logLevel: 'error',
    ja: 'アクセス記録を確定できないため、個人に関する回答をしていません。すぐにシステム担当に連絡してください。',
    en: 'The access log cannot be sealed, so nothing about a person is disclosed. Tell the system desk.',
  },
  INTERNAL: {
    status: 500,
    retryable: false,
    logLevel: 'error',
    ja: '内部エラーが発生しました。要求番号(request)を添えてシステム担当に連絡してください。',
    en: 'Internal error. Give the system desk the request id.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERROR_TABLE;
