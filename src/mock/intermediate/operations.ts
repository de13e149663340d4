import type { OPERATIONS } from '../../../adapters/intermediate-server/protocol/messages.js';
import type { StaffRole } from '../../../adapters/intermediate-server/protocol/terms.js';
import type { Operations } from '../signed-calls/calls.js';
import type { SecurityHandlers } from '../signed-calls/security-handlers.js';
import type { Copies } from './copies.js';
import type { InquiryHandlers } from './inquiry-handlers.js';
import type { PermissionLists } from './permission-lists.js';
import type { ProvisionHandlers } from './provision-handlers.js';
import type { Records } from './records.js';
import type { Restrictions } from './restrictions.js';

export interface Handlers {
  readonly security: SecurityHandlers<StaffRole>;
  readonly lists: PermissionLists;
  readonly inquiries: InquiryHandlers;
  readonly provisions: ProvisionHandlers;
  readonly restrictions: Restrictions;
  readonly records: Records;
  readonly copies: Copies;
}

/** What comes of each operation. */
export function operationsOf({
  security,
  lists,
  inquiries,
  provisions,
  restrictions,
  records,
  copies,
}: Handlers): Operations<typeof OPERATIONS> {
  return {
    SCM01: (caller) => security.login(caller),
    SCM02: (caller, _request, { session }) => security.logout(caller, session),
    SCM03: (caller, request) => security.readLog(caller, request),
    SYM01: ({ institution }) => ({
      listVersion: lists.versionAt(institution),
      institutions: [...lists.institutions()],
    }),
    FGU01: (caller, request) => inquiries.registerCode(caller, request),
    SKI01: (caller, request) => inquiries.request(caller, request),
    SKI02: (caller, request) => inquiries.list(caller, request),
    SKI03: (caller, request) => inquiries.answer(caller, request),
    SKI04: (caller, request) => inquiries.deliveries(caller, request),
    TKY01: (caller, request) => provisions.list(caller, request),
    TKY07: (caller, request) => provisions.count(caller, request),
    TKY02: (caller, request) => provisions.read(caller, request),
    TKY03: (caller, request) => provisions.approve(caller, request),
    TKY04: (caller, request) => provisions.reject(caller, request),
    TKY05: (caller, request) => restrictions.set(caller, request),
    TKY06: (caller, request) => restrictions.read(caller, request),
    TKM01: (caller, request) => records.list(caller, request),
    DBM01: (caller, request) => copies.register(caller, request),
    DBM02: (caller, request) => copies.list(caller, request),
  };
}
