import type { AuditLog } from '../audit/audit-log.js';
import type { PolicySource } from '../policy/policy-source.js';
import type { Crew, CrewState } from '../workers/crew.js';
import type { SharedStateProbe } from '../shared-state/shared-state-probe.js';
import type { SourceTable } from '../sources/source-table.js';
import { jsonReply } from './json-reply.js';
import type { Handler } from './server.js';

interface HealthFacts {
  readonly audit: AuditLog;
  readonly policies: PolicySource;
  /** Disk space for the log. */
  readonly space: { low(): boolean };
  readonly sourceTable: Pick<SourceTable, 'states' | 'probe'>;
  /** Where sessions are kept: without it no person is let through. Default: in memory. */
  readonly shared?: Pick<SharedStateProbe, 'state'>;
  /** Of several processes on one port: ready is whoever asks only when all take requests. Default: there is one. */
  readonly crew?: Pick<Crew, 'state'> | null;
}

/** Where the process that started the workers does not tell of them. */
const UNKNOWN: CrewState = { slots: 1, serving: 0, replaced: 0 };

/** Alive as long as the event loop turns: a fault that a restart would not mend must not cause one. */
export const livez: Handler = () => jsonReply(200, { status: 'alive' });

/**
 * Ready while answers can be sealed and sessions be checked: without either, nobody gets an answer. A dead source makes answers partial, not the gateway useless: it is pinged,
 * so that it is found again without anybody's question, and the answer does not wait for that.
 */
export function readyz({ audit, policies, space, sourceTable, shared, crew = null }: HealthFacts): Handler {
  return async () => {
    const sessions = (await shared?.state()) ?? 'IN_MEMORY';
    const workers = await crew?.state().catch((): CrewState => UNKNOWN);
    const fault = audit.fault();
    const sources = Object.fromEntries(
      sourceTable.states().map(({ system, available }) => [system, available ? 'AVAILABLE' : 'UNAVAILABLE']),
    );
    // Not under the caller's signal: whoever asks for the state hangs up as soon as they have it.
    void sourceTable.probe(new AbortController().signal);
    // An older policy is a policy: the gateway stays ready, and says that the folder holds something else.
    const policy = {
      version: policies.current().version,
      folder: policies.faults().length === 0 ? 'IN_FORCE' : 'FAULTY',
    };
    const complete = workers === undefined || workers.serving === workers.slots;
    const ready = fault === null && sessions !== 'DOES_NOT_ANSWER' && complete;
    return jsonReply(ready ? 200 : 503, {
      status: ready ? 'ready' : 'not ready',
      audit: fault ?? 'sealing',
      sessions,
      ...(workers !== undefined && { workers: `${workers.serving}/${workers.slots}` }),
      auditSpace: space.low() ? 'LOW' : 'ENOUGH',
      policy,
      sources,
    });
  };
}

export function jwks(read: () => unknown): Handler {
  return () => jsonReply(200, read());
}
