import type { AdditionRow, CaseWrite } from './case-rows.js';
import type { DeskParts } from './desk-parts.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { CaseResult } from './case-access.js';
import { caseFault, type CaseFaultCode } from './case-texts.js';

export function refused<Changed>(code: CaseFaultCode, field: string | null = null): CaseResult<Changed> {
  return { changed: null, faults: [caseFault(code, field)] };
}

export function lost(): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was done is not in the store' });
}

/** What comes onto a case: of an act that names persons, or kinds of documents. */
export function addition(
  { caseNumber, id }: Pick<AdditionRow, 'caseNumber' | 'id'>,
  { principal, now }: Pick<DeskParts, 'principal' | 'now'>,
  { persons = [], documents = [] }: Partial<Readonly<Record<'persons' | 'documents', readonly string[]>>>,
): CaseWrite {
  return {
    is: 'ADD',
    row: {
      ...{ id, caseNumber, account: principal.account, addedAt: now() },
      ...{ persons: persons.join(' '), documents: documents.join(' '), seenAgain: null },
    },
  };
}
