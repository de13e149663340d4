import type { ErrorCode } from '../../errors/codes.js';
import type { Both } from './gateway-answer.js';

interface Help {
  readonly codes: readonly ErrorCode[];
  /** The headers of which the gateway speaks under whatever code. */
  readonly header: RegExp;
  readonly text: string;
}

const HELP: readonly Help[] = [
  {
    codes: ['UNAUTHENTICATED', 'SESSION_EXPIRED'],
    header: /\bAuthorization\b/,
    text: 'コマンドでは、トークンを SEKISHO_TOKEN に設定するか、そのファイルを --token-file に指定します。 / In a command the token comes from SEKISHO_TOKEN, or from the file that --token-file names.',
  },
  {
    codes: ['PURPOSE_REQUIRED'],
    header: /\bSekisho-(Purpose|Case)\b/,
    text: 'コマンドでは、利用目的は --purpose、案件番号は --case で指定します。 / In a command --purpose names the purpose, and --case the case number.',
  },
];

/** The gateway speaks of headers; whoever types a command has flags in their place, each said once. */
export const helpWith = (
  faults: readonly (Pick<Both, 'en'> & { readonly code: string | null })[],
): readonly string[] =>
  HELP.filter(({ codes, header }) =>
    faults.some(({ code, en }) => codes.some((one) => one === code) || header.test(en)),
  ).map(({ text }) => text);
