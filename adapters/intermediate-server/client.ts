import { CallClient, type CallClientOptions } from '../call-client.js';
import { ExchangeRefused } from './model.js';
import { ASSERTION_TERMS } from './protocol/assertion.js';
import { OPERATIONS, protocolError } from './protocol/messages.js';
import { SESSION_HEADER, type ProtocolErrorCode } from './protocol/terms.js';

export type Client = CallClient<typeof OPERATIONS, ProtocolErrorCode>;

export function openClient(options: CallClientOptions): Client {
  const system = 'INTERMEDIATE_SERVER';
  return new CallClient(
    {
      ...{ system, operations: OPERATIONS, error: protocolError, login: 'SCM01', logout: 'SCM02' },
      ...{ sessionHeader: SESSION_HEADER, terms: ASSERTION_TERMS },
      refused: (code) => new ExchangeRefused(code),
    },
    options,
  );
}
