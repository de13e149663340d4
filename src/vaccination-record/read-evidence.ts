import type { CaseStore } from '../cases/case-store.js';
import { showNumber, showWho } from '../cases/case-terms.js';
import { consentedScopes } from '../cases/consented-scopes.js';
import { seenSince } from '../cases/seen-documents.js';
import type { PersonSources } from '../persons/persons.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { CaseEvidence, Cases, Question } from './case-evidence.js';
import { GroundMissing } from './inquiry-ground.js';
import { openCaseAbout, type OpenCase } from './open-case.js';

export interface EvidenceParts {
  readonly store: Pick<CaseStore, 'byName' | 'matchesOf' | 'additionsOf'>;
  readonly sources: PersonSources['sources'] & {
    readonly registry: Pick<Sources['registry'], 'loadMoveIns'>;
  };
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

/**
 * The evidence for an inquiry: consent and documents are the case's, where somebody moved in from is the registry's to
 * say. Read anew each time, for a consent may have been taken back a moment ago.
 */
export class EvidenceOfCases implements Cases {
  constructor(private readonly parts: EvidenceParts) {}

  /** @throws GroundMissing where the person moved in from several municipalities and none of them is named */
  async evidenceOf(question: Question, signal: AbortSignal): Promise<CaseEvidence | null> {
    const { municipality, hardToObtain, need } = question;
    const found = await openCaseAbout(this.parts, question, signal);
    if (found === null) return null;
    const { atenaNumbers } = found;
    const { sources } = this.parts;
    const today = this.parts.today();
    const moves = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadMoveIns(atenaNumbers, today, { signal: live, items: NO_ITEMS }),
    );
    return {
      consent: consentOf(found, { need, today }) ?? (hardToObtain ? 'HARD_TO_OBTAIN' : null),
      identityChecked: await this.isIdentified(found),
      movedInFrom: chosen([...new Set(moves.flat())], municipality),
    };
  }

  /**
   * Both halves of 番号法16条 (R227): documents that were seen with this person on the case show who it is, and that the
   * number is theirs; or, for the number, it was matched with the registry under this case (R168).
   */
  private async isIdentified({ row, atenaNumbers, arrivedAt }: OpenCase): Promise<boolean> {
    const { store } = this.parts;
    const additions = await store.additionsOf(row.number);
    const kinds = [...seenSince(row, { additions, arrivedAt })];
    if (!showWho(kinds)) return false;
    if (showNumber(kinds)) return true;
    const matches = await store.matchesOf(row.number);
    return matches.some(
      ({ atenaNumber, decision }) => decision === 'MATCH' && atenaNumbers.includes(atenaNumber),
    );
  }
}

/** A consent to something else, or of others, does not let a number leave (R226); for a new coupon the form asks for both. */
function consentOf(
  found: OpenCase,
  { need, today }: { readonly need: Question['need']; readonly today: string },
): 'GIVEN' | null {
  const scopes = consentedScopes(found, found.atenaNumbers);
  const { consentOn } = found.row;
  const covers = scopes.has('CONFIRM_RECORDS') && (need !== 'NEW_COUPON' || scopes.has('ISSUE_COUPON'));
  return covers && consentOn !== null && consentOn <= today ? 'GIVEN' : null;
}

/** Nobody is asked in whose municipality the person never lived (R228), and none is guessed among several. */
function chosen(places: readonly string[], asked: string | null): string | null {
  if (asked !== null) return places.includes(asked) ? asked : null;
  if (places.length > 1) throw new GroundMissing('SEVERAL_MUNICIPALITIES');
  return places[0] ?? null;
}
