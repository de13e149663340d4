import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { useWords } from '../../words/catalogue.js';
import { caseWords } from './case-words.js';
import { OpenCaseDocument, type OpenCaseInput } from './operations.generated.js';

export type Opening = Omit<OpenCaseInput, 'idempotencyKey'>;

/** Opens one case, however often the button is pressed or an answer is lost. */
export function useOpenCase() {
  const words = useWords(caseWords);
  return useKeyedAct(
    OpenCaseDocument,
    (input: Opening, idempotencyKey) => ({ input: { ...input, idempotencyKey } }),
    (data) => data.openCase?.userErrors ?? [],
    (data) => words.opened(data.openCase?.case?.number ?? ''),
  );
}
