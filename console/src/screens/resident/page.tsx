import { Link } from 'wouter';
import { useOffered, useOpens } from '../../app/opens.js';
import type { Opens } from '../../app/screen.js';
import { BackButton } from '../../parts/back-button.js';
import { Banner } from '../../parts/banner.js';
import { useSession } from '../../session/session.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { Basics } from './basics.js';
import { Certificates } from './certificates.js';
import { Doses } from './doses.js';
import { Due } from './due.js';
import { Household } from './household.js';
import { IdentityBar } from './identity-bar.js';
import { LinkagePart } from './linkage.js';
import { NumberPart } from './number.js';
import { residentWords } from './words.js';

/** Parts of a resident, each an operation of its own: what is not looked at is not asked for. */
const PARTS = [
  { name: 'basics', Part: Basics, isFor: () => true },
  { name: 'doses', Part: Doses, isFor: ({ allows }: Opens) => allows('HEALTH', 'READ') },
  { name: 'due', Part: Due, isFor: ({ allows }: Opens) => allows('HEALTH', 'READ') },
  { name: 'household', Part: Household, isFor: ({ allows }: Opens) => allows('WHEREABOUTS', 'READ') },
  { name: 'certificates', Part: Certificates, isFor: ({ allows }: Opens) => allows('HEALTH', 'READ') },
  { name: 'linkage', Part: LinkagePart, isFor: ({ allows }: Opens) => allows('LINKAGE', 'READ') },
  {
    name: 'number',
    Part: NumberPart,
    isFor: ({ allows }: Opens) => allows('NUMBER', 'REVEAL') || allows('NUMBER', 'VERIFY'),
  },
] as const;

export default function ResidentPage() {
  const words = useWords(residentWords);
  const person = useSession((state) => state.person);
  if (person === null)
    return (
      <Banner kind="info" title={words.nobody}>
        <p>{words.nobodyText}</p>
        <WaysToFind />
      </Banner>
    );
  // Another person is another page: nothing of the last one is left while the next is asked for.
  return <OneResident key={person} id={person} />;
}

const FINDING: readonly string[] = ['/find', '/number'];

/** Only what this account has under its purpose. */
function WaysToFind() {
  const both = useBoth();
  const ways = useOffered().filter(({ path }) => FINDING.includes(path));
  return (
    <ul className="list-disc pl-6">
      {ways.map(({ path, title }) => (
        <li key={path}>
          <Link href={path} className="text-blue-1000 underline">
            {both(title)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function OneResident({ id }: { readonly id: string }) {
  const words = useWords(residentWords);
  const opens = useOpens();
  const [chosen, setChosen] = useKept<(typeof PARTS)[number]['name']>('part', 'basics');
  const parts = PARTS.filter(({ isFor }) => opens !== null && isFor(opens));
  const Part = PARTS.find(({ name }) => name === chosen)?.Part ?? Basics;
  return (
    <>
      <div className="mb-3">
        <BackButton />
      </div>
      <IdentityBar id={id} />
      <nav aria-label={words.parts} className="my-4 border-b border-solid-gray-420">
        <ul className="flex flex-wrap gap-1">
          {parts.map(({ name }) => (
            <li key={name}>
              <button
                type="button"
                aria-current={name === chosen ? 'page' : undefined}
                onClick={() => setChosen(name)}
                className="rounded-t-6 border border-b-0 border-solid-gray-420 px-4 py-2 hover:underline focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black aria-[current=page]:bg-key-900 aria-[current=page]:text-white forced-colors:aria-[current=page]:underline"
              >
                {words.part[name]}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-label={words.part[chosen]}>
        <Part key={chosen} id={id} />
      </section>
    </>
  );
}
