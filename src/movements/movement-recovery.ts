import { endEach } from '../acts/end-each.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { ACTION, VOID } from './movement-desk.js';
import type { MovementLog } from './movement-log.js';
import type { MovementStore } from './movement-store.js';

/** Acts looked at in one turn. */
const MOST = 500;
/** Milliseconds; an act of this age is nobody's who still works on it. */
export const ABANDONED_AFTER = 60_000;

export interface RecoveryParts {
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
export async function resumeMovements(
  { store, log, sources }: RecoveryParts,
  abandoned: string,
  signal: AbortSignal,
): Promise<number> {
  return endEach(await store.openActs([ACTION], MOST), async (act) => {
    const request = await store.request(act.requestId);
    if (request === null) return false;
    const { account, caseNumber, atenaNumber, mergedInto } = request;
    const { movements } = sources.registry;
    const question = {
      id: act.requestId,
      atenaNumber,
      mergedInto: null,
      newcomer: null,
    };
    const { taken } = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      movements.loadFacts(question, { signal: live, items: NO_ITEMS }),
    );
    if (taken === null && act.at > abandoned) return false;
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
    await log.close(facts, kind === 'VOID' ? 'ABANDONED' : `APPLIED ${position} (resumed)`);
    await store.finish(act.id, kind === 'VOID' ? VOID : String(position));
    return true;
  });
}
