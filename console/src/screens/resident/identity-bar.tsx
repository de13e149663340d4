import { useLocation } from 'wouter';
import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { openPerson } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { WhoIsItDocument } from './operations.generated.js';
import { WhoItIs } from './who-it-is.js';
import { residentWords } from './words.js';

/** Where the window is so low that it would cover what is under it, the bar goes with the page. */
const STAYS = '[@media(min-height:25rem)]:sticky';

/** Who is open: in sight on every part of the resident, so that no two are mixed up. */
export function IdentityBar({ id }: { readonly id: string }) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const [, navigate] = useLocation();
  const asked = useAsk(WhoIsItDocument, { id });
  return (
    <section
      aria-label={words.bar}
      className={`top-0 z-10 rounded-8 border-2 border-key-900 bg-white px-4 py-3 ${asked.data?.resident == null ? '' : STAYS}`}
    >
      <Answered asked={asked} from={common.system.RESIDENT_REGISTRY}>
        {({ resident }) =>
          // An answer about somebody else than the one that is open is no answer.
          resident === null || resident.atenaNumber !== id ? (
            <Banner kind="warning" title={words.unknown} />
          ) : (
            <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
              <WhoItIs told={asked} resident={resident} />
              <Button
                data-leaves
                size="xs"
                variant="outline"
                className="ml-auto"
                onClick={() => {
                  openPerson(null);
                  navigate('/find');
                }}
              >
                {words.close}
              </Button>
            </div>
          )
        }
      </Answered>
    </section>
  );
}
