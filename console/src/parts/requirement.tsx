import { RequirementBadge } from '../dads/requirement-badge.js';
import { useWords } from '../words/catalogue.js';
import { commonWords } from '../words/common-words.js';

/** Whether a field or a group may be left empty, beside its name; nothing where it cannot be, or says so itself. */
export function Requirement({ required }: { readonly required: boolean | undefined }) {
  const words = useWords(commonWords);
  if (required === undefined) return null;
  return (
    <RequirementBadge isOptional={!required}>{required ? words.required : words.optional}</RequirementBadge>
  );
}
