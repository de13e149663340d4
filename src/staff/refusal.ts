import { GatewayError } from '../errors/gateway-error.js';
import type { AccountStatus } from './account-status.js';

interface Refusal {
  /** For the log. */
  readonly detail: string;
  readonly ja: string;
  readonly en: string;
}

/**
 * What somebody is told who may not come in. One text for everything about the account's existence and term: a
 * stranger with a stolen token does not learn whose it is or was. The rest they can mend themselves.
 */
const ACCOUNT = {
  ja: 'このアカウントは現在使えません。異動・退職・採用の手続きについてアカウント管理者に確認してください。',
  en: 'This account cannot be used at present. Ask the account administrator about its term.',
};
const CONTRACT = {
  ja: '委託契約に基づく利用ができません。契約の期間、取扱者名簿、承認された接続先を市の担当者に確認してください。',
  en: 'The contract does not let you in. Ask the city about its term, the roster of handlers and the approved endpoints.',
};

const REFUSALS: Readonly<Record<Exclude<AccountStatus, 'GOOD'>, Refusal>> = {
  UNKNOWN: { detail: 'the account is not in the directory', ...ACCOUNT },
  NOT_BEGUN: { detail: 'the account has not begun', ...ACCOUNT },
  ENDED: { detail: 'the account has ended', ...ACCOUNT },
  CREDENTIAL_DUE: {
    detail: 'the credential was not renewed within six calendar months',
    ja: '認証情報の更新期限(6か月)を過ぎています。更新の手続きをし、アカウント管理者に登録を依頼してください。',
    en: 'Your credential is older than six months. Renew it and have the account administrator record it.',
  },
  TRAINING_DUE: {
    detail: 'the training is missing or older than a year',
    ja: '情報セキュリティ研修の受講記録がないか、1年を過ぎています。受講し、アカウント管理者に登録を依頼してください。',
    en: 'Your training is missing or over a year old. Attend it and have the account administrator record it.',
  },
  PLEDGE_MISSING: {
    detail: 'the pledge of secrecy is missing',
    ja: '情報セキュリティに関する誓約書の記録がありません。提出し、アカウント管理者に登録を依頼してください。',
    en: 'Your pledge of secrecy is missing. Sign it and have the account administrator record it.',
  },
  NO_ROSTER_LINE: { detail: 'the contractor account is on no roster in force', ...CONTRACT },
  NO_CONTRACT: { detail: 'the contract is not in force', ...CONTRACT },
  OVER_CAP: { detail: 'the account is beyond the declared number of handlers', ...CONTRACT },
  ENDPOINT: { detail: 'the peer address is no endpoint approved for the contract', ...CONTRACT },
};

export function refusalOf(status: Exclude<AccountStatus, 'GOOD'>): GatewayError {
  return new GatewayError('FORBIDDEN', REFUSALS[status]);
}
