import type { OPERATIONS } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import type { StaffRole } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import type { Operations } from '../signed-calls/calls.js';
import type { SecurityHandlers } from '../signed-calls/security-handlers.js';
import type { State } from '../signed-calls/state.js';
import type { Applications } from './applications.js';
import type { Doses } from './doses.js';
import type { Flags } from './flags.js';
import type { Inquiries } from './inquiries.js';
import type { Targets } from './targets.js';

export interface Handlers {
  readonly state: State;
  readonly security: SecurityHandlers<StaffRole>;
  readonly targets: Targets;
  readonly doses: Doses;
  readonly flags: Flags;
  readonly inquiries: Inquiries;
  readonly applications: Applications;
}

/** What comes of each operation. */
export function operationsOf(handlers: Handlers): Operations<typeof OPERATIONS> {
  const { state, security, targets, doses, flags, inquiries, applications } = handlers;
  return {
    SEC01: (caller) => security.login(caller),
    SEC02: (caller, _request, { session }) => security.logout(caller, session),
    SEC03: (caller, request) => ({
      entries: security
        .readLog(caller, request)
        .entries.map(({ processingNumber: _processingNumber, ...entry }) => entry),
    }),
    SYS01: () => ({ municipalities: municipalities(state) }),
    TGT01: (caller, request) => targets.register(caller, request),
    TGT02: (caller, request) => targets.list(caller, request),
    CPN01: (caller, request) => targets.reissue(caller, request),
    DOS01: (caller, request) => doses.record(caller, request),
    DOS02: (caller, request) => doses.correct(caller, request),
    DOS03: (caller, request) => doses.withdraw(caller, request),
    DOS04: (caller, request) => doses.list(caller, request),
    DOS05: (caller, request) => doses.page(caller, request),
    DOS06: (caller, request) => doses.candidates(caller, request),
    FLG01: (caller, request) => flags.set(caller, request),
    FLG02: (caller, request) => flags.cancel(caller, request),
    FLG03: (caller, request) => flags.protect(caller, request),
    INQ01: (caller, request, { ground }) => inquiries.inquire(caller, request, ground),
    INQ02: (caller, request) => inquiries.records(caller, request),
    CRT01: (caller, request) => applications.lookUp(caller, request),
    APP01: (caller, request) => applications.receiveAtCounter(caller, request),
    APP02: (caller, request) => applications.list(caller, request),
    APP03: (caller, request) => applications.decide(caller, request),
    APP04: (caller, request) => applications.issued(caller, request),
  };
}

function municipalities(state: State): { code: string; nameJa: string; nameEn: string }[] {
  return state
    .prepare<[], { code: string; nameJa: string; nameEn: string }>(
      'SELECT code, name_ja AS nameJa, name_en AS nameEn FROM institution ORDER BY code',
    )
    .all();
}
