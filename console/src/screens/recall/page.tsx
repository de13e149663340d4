import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { RecallChoicesDocument } from './operations.generated.js';
import { RecallList } from './recall-list.js';
import { recallWords } from './words.js';

const FIRST = 'MR';

export default function RecallPage() {
  const words = useWords(recallWords);
  const both = useBoth();
  const [vaccine, setVaccine] = useState(FIRST);
  const [asOf, setAsOf] = useState<string | null>(null);
  const asked = useAsk(RecallChoicesDocument, {});
  return (
    <>
      <p>{words.intro}</p>
      <Answered asked={asked}>
        {({ vaccines }) => (
          <div className="flex flex-wrap items-start gap-x-8">
            <SelectField
              label={words.vaccine}
              choices={vaccines
                .filter(({ inUse, doses }) => inUse && doses !== null)
                .map(({ code, nameJa, nameEn }) => ({
                  value: code,
                  label: both({ ja: nameJa, en: nameEn }),
                }))}
              value={vaccine}
              onChange={setVaccine}
            />
            <DateField legend={words.asOf} onChange={setAsOf} />
          </div>
        )}
      </Answered>
      <RecallList key={`${vaccine} ${asOf ?? ''}`} vaccine={vaccine} asOf={asOf} />
    </>
  );
}
