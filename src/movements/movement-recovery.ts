import { resumeActs, type ResumeParts } from '../acts/resume-acts.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { ACTION, VOID } from './movement-desk.js';
import type { MovementLog, MovementRecord } from './movement-log.js';
import type { MovementStore } from './movement-store.js';

export interface RecoveryParts extends ResumeParts<MovementRecord> {
  readonly store: MovementStore;
  readonly log: MovementLog;
  readonly sources: Pick<Sources, 'ask' | 'send'> & {
    readonly registry: Pick<Sources['registry'], 'movements'>;
  };
}

/**
 * Brings to their end the acts that a crash, or a silence of the registry, left between key and OUTCOME. What the
 * registry has taken in was done, and only has to be told. What it has not, and nobody works on any more, is made void
 * there, so that it can never be done after its end was told.
 *
 * @param abandoned UTC; acts begun after it may be somebody's still, and are ended only where they are done
 */
export function resumeMovements(
  parts: RecoveryParts,
  abandoned: string,
  signal: AbortSignal,
): Promise<number> {
  const { store, log, sources } = parts;
  return resumeActs(parts, [ACTION], 'ALL', async (act) => {
    const request = await store.request(act.requestId);
    if (request === null) return null;
    const { account, caseNumber, atenaNumber, mergedInto } = request;
    const { movements } = sources.registry;
    const question = { id: act.requestId, atenaNumber, mergedInto: null, newcomer: null };
    const { taken } = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      movements.loadFacts(question, { signal: live, items: NO_ITEMS }),
    );
    if (taken === null && act.at > abandoned) return null;
    const { position, kind } =
      taken ??
      (await sources.send('RESIDENT_REGISTRY', signal, (live) =>
        movements.settle(act.requestId, { signal: live, items: NO_ITEMS }),
      ));
    const persons = [atenaNumber, ...(mergedInto === null ? [] : [mergedInto])];
    const facts = {
      ...{ act: act.action, id: act.requestId, request: null, account, case: caseNumber },
      subjects: log.pseudonyms(persons),
    };
    if (kind === 'VOID') return { facts, result: 'ABANDONED', kept: VOID };
    return { facts, result: `APPLIED ${position} (resumed)`, kept: String(position) };
  });
}
