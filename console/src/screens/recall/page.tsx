import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading } from '../../parts/heading.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { RecallForm, type RecallQuestion } from './form.js';
import { RecallChoicesDocument, type RecallChoicesQuery } from './operations.generated.js';
import { RecallList } from './list.js';
import { recallWords } from './words.js';

/** Nothing is listed before somebody has said of what: the list itself is an access to all who are on it. */
export default function RecallPage() {
  const words = useWords(recallWords);
  const asked = useAsk(RecallChoicesDocument, {});
  return (
    <>
      <p>{words.intro}</p>
      <Answered asked={asked}>{(choices) => <Asked choices={choices} />}</Answered>
    </>
  );
}

interface Question {
  /** null before anything was asked, and where the form has refused what stands in it. */
  readonly question: RecallQuestion | null;
  readonly nth: number;
}

function Asked({ choices }: { readonly choices: RecallChoicesQuery }) {
  const words = useWords(recallWords);
  const both = useBoth();
  const [asked, setAsked] = useKept<Question>('asked', { question: null, nth: 0 });
  useWayBack();
  const vaccine = choices.vaccines.find(({ code }) => code === asked.question?.vaccine);
  return (
    <>
      <RecallForm choices={choices} onAsk={(question) => setAsked({ question, nth: asked.nth + 1 })} />
      {asked.question !== null && vaccine !== undefined && (
        <section aria-live="polite" className="mt-8">
          <Heading>{words.listTitle(both({ ja: vaccine.nameJa, en: vaccine.nameEn }))}</Heading>
          <RecallList key={asked.nth} question={asked.question} nth={asked.nth} />
        </section>
      )}
    </>
  );
}
