import { useLocation } from 'wouter';
import { PersonsOfWork } from '../case/persons-of-case.js';
import { Button } from '../dads/button.js';
import { leaveWork, useSession } from '../session/session.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { useOpens } from './opens.js';
import { appWords } from './words.js';

/** Why one asks at the moment: amber, and red where the purpose opens the number; in words as well. */
export function WorkBar() {
  const words = useWords(appWords);
  const both = useBoth();
  const work = useSession((state) => state.work);
  const opens = useOpens();
  const [, navigate] = useLocation();
  const number = opens?.allows('NUMBER', 'REVEAL') === true;
  const colours = number ? 'border-red-800 bg-red-50' : 'border-yellow-700 bg-yellow-50';
  if (work === null)
    return <p className="border-b border-solid-gray-420 bg-solid-gray-50 px-4 py-2">{words.noPurpose}</p>;
  return (
    <section aria-label={words.purpose} className={`border-b-4 px-4 py-2 ${colours}`}>
      <div className="mx-auto flex max-w-screen-xl flex-wrap items-center gap-x-6 gap-y-1">
        <p>
          <span className="text-dns-14N-130">{words.purpose}</span> <strong>{both(work.name)}</strong>
        </p>
        {work.caseNumber !== null && (
          <p>
            <span className="text-dns-14N-130">{words.case}</span> <strong>{work.caseNumber}</strong>
          </p>
        )}
        {work.caseNumber !== null && opens !== null && (
          <div className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-dns-14N-130">{words.caseIsAbout}</span>
            <PersonsOfWork opens={opens} />
          </div>
        )}
        {number && <p className="text-dns-14B-130 text-red-1000">{words.opensNumber}</p>}
        <Button
          data-leaves
          size="sm"
          variant="outline"
          className="ml-auto"
          onClick={() => {
            leaveWork();
            navigate('/purpose');
          }}
        >
          {words.changePurpose}
        </Button>
      </div>
    </section>
  );
}
