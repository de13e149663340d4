import { CallClient, type CallClientOptions } from '../call-client.js';
import { RecordSystemRefused } from './model.js';
import { OPERATIONS, protocolError } from './protocol/messages.js';
import { ASSERTION_TERMS, SESSION_HEADER, type ProtocolErrorCode } from './protocol/terms.js';

export type Client = CallClient<typeof OPERATIONS, ProtocolErrorCode>;

export function openClient(options: CallClientOptions): Client {
  const system = 'VACCINATION_RECORD_SYSTEM';
  return new CallClient(
    {
      ...{ system, operations: OPERATIONS, error: protocolError, login: 'SEC01', logout: 'SEC02' },
      ...{ sessionHeader: SESSION_HEADER, terms: ASSERTION_TERMS },
      refused: (code) => new RecordSystemRefused(code),
    },
    options,
  );
}
