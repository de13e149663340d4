import type { RecallCandidate } from '../../adapters/health-management/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import { targetWindow, type TargetWindow } from '../immunization/target-window.js';
import type { ScheduleVersion } from '../immunization/version.js';
import { NO_ITEMS } from '../sources/sources.js';
import type { RecallConditions } from './recall-judgement.js';
import type { LoaderScope } from './scope.js';
import { checkVaccine } from './vaccine-code.js';

export interface RecallQuestion {
  readonly vaccine: string;
  readonly asOf: string;
  readonly where: RecallConditions;
}

/** What the schedule says of the day. */
export interface Recall {
  readonly version: ScheduleVersion;
  readonly window: TargetWindow;
}

/** null where it calls nobody. Throws BAD_USER_INPUT for a vaccine that there is not, or that nothing is scheduled for. */
export function recallOn({ schedule }: LoaderScope, { vaccine, asOf }: RecallQuestion): Recall | null {
  checkVaccine(vaccine);
  const version = schedule.at(vaccine, asOf);
  if (version === null) throw notScheduled();
  const window = targetWindow(version, asOf);
  return window && { version, window };
}

interface Part {
  readonly recall: Recall;
  readonly question: RecallQuestion;
  readonly first: number;
  /** Number of the last of the part before; null: from the beginning. */
  readonly after: string | null;
}

/** A part of a list, in the order of their numbers. */
export interface FoundCandidates {
  readonly candidates: readonly RecallCandidate[];
  readonly hasMore: boolean;
  /** Number of the last; null where nobody was found. */
  readonly last: string | null;
}

/** By what the ledger alone has. The list is counted by whoever reads it, for one read in parts is one. */
export async function findCandidates(
  { sources, signal, budget }: LoaderScope,
  { recall, question, first, after }: Part,
): Promise<FoundCandidates> {
  const { vaccine, asOf, where } = question;
  const withDistrict = where.districts !== undefined;
  const query = { ...recall.window, vaccine, asOf, first: first + 1, after, withDistrict };
  const found = await budget.inTurn(signal, () =>
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.findRecallCandidates(query, { signal: live, items: NO_ITEMS }),
    ),
  );
  const candidates = found.slice(0, first);
  return { candidates, hasMore: found.length > first, last: candidates.at(-1)?.healthNumber ?? null };
}

function notScheduled(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'No schedule is in force for this vaccine on this day.',
    ja: 'この予防接種には、指定された日に有効な接種計画がありません。',
    detail: 'vaccine',
  });
}
