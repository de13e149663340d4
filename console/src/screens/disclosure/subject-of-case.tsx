import { useCaseOfWork } from '../../case/case-of-work.js';
import { Button } from '../../dads/button.js';
import { Answered } from '../../parts/answered.js';
import { useWords } from '../../words/catalogue.js';
import { disclosureWords } from './words.js';

export interface SubjectOfCaseProps {
  readonly onChosen: (atenaNumber: string) => void;
}

/** The numbers that the case names, so that nobody copies one by hand. The birth date stays to be asked: it is the second key. */
export function SubjectOfCase({ onChosen }: SubjectOfCaseProps) {
  const words = useWords(disclosureWords);
  const asked = useCaseOfWork();
  if (asked === null) return null;
  return (
    <Answered asked={asked}>
      {({ case: found }) => (
        <div className="flex flex-wrap gap-3">
          {(found?.persons ?? []).map(
            ({ atenaNumber }) =>
              atenaNumber !== null && (
                <Button key={atenaNumber} size="sm" variant="outline" onClick={() => onChosen(atenaNumber)}>
                  {words.fromCase(atenaNumber)}
                </Button>
              ),
          )}
        </div>
      )}
    </Answered>
  );
}
