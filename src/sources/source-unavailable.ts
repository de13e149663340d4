import type { FaultText } from '../errors/business-fault.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { SourceError } from '../errors/source-error.js';
import { SOURCE_FACTS } from './source-facts.js';

/** What each kind of fault means and what to do, behind the system's name. */
const TEXTS: Readonly<Record<SourceError['kind'], FaultText>> = {
  UNREACHABLE: [
    'に接続できません。動いていることを確かめ、しばらくしてからやり直してください。',
    'cannot be reached. See that it runs, and try again in a while.',
  ],
  TIMEOUT: [
    'が時間内に応答しませんでした。しばらくしてからやり直してください。',
    'did not answer in time. Try again in a while.',
  ],
  ABORTED: [
    'への照会が途中で打ち切られました。やり直してください。',
    'was not waited for to the end. Try again.',
  ],
  CORRUPT: [
    'の応答を読み取れません。システム担当に連絡してください。',
    'sent an answer that cannot be read. Tell the system desk.',
  ],
  FAILED: [
    'で処理に失敗しました。やり直しても続くときは、システム担当に連絡してください。',
    'failed to do what was asked. Try again; where it goes on failing, tell the system desk.',
  ],
};

/** Which system did not answer as agreed, in what way, and what to do: for the operator of a command. */
export function sourceUnavailable({ system, kind }: SourceError): GatewayError {
  const { nameJa, nameEn } = SOURCE_FACTS[system];
  const [ja, en] = TEXTS[kind];
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: `${system} ${kind}`,
    ja: `${nameJa}${ja}`,
    en: `The ${nameEn} ${en}`,
  });
}
