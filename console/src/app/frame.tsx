import { useLocation } from 'wouter';
import { Button } from '../dads/button.js';
import { CaseOfWork } from '../case/case-of-work.js';
import { useAsk } from '../graph/use-ask.js';
import { Answered } from '../parts/answered.js';
import { SaidBeside } from '../parts/said-beside.js';
import { signOut } from '../session/requests.js';
import { hideScreen } from '../session/session.js';
import { Countdown } from '../session/countdown.js';
import { useWords } from '../words/catalogue.js';
import { commonWords } from '../words/common-words.js';
import { useBoth, type Both } from '../words/language.js';
import { DoneLine } from './done-line.js';
import { Keys } from './keys.js';
import { LeaveQuestion } from './leave-question.js';
import { LanguageSwitch } from './language-switch.js';
import { Menu } from './menu.js';
import { ScreensContext } from './opens.js';
import { SCREENS } from './screens.js';
import { FrameDocument, type FrameQuery } from './operations.generated.js';
import { Routed } from './routed.js';
import { appWords } from './words.js';
import { WhatOpens } from './what-opens.js';
import { WorkBar } from './work-bar.js';

/** What stays in sight on every screen, and the screen within. */
export function Frame() {
  const asked = useAsk(FrameDocument, {});
  const words = useWords(appWords);
  return (
    <ScreensContext value={SCREENS}>
      <WhatOpens>
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:bg-yellow-300 focus:p-3"
          onClick={(event) => {
            event.preventDefault();
            document.getElementById('content')?.focus();
          }}
        >
          {words.skip}
        </a>
        <Header frame={asked.data} />
        <CaseOfWork>
          <WorkBar />
          <div className="mx-auto flex max-w-screen-xl flex-col gap-6 px-4 py-6 desktop:flex-row">
            <Menu />
            <main id="content" tabIndex={-1} className="min-w-0 grow outline-none">
              <DoneLine />
              <Answered asked={asked}>{() => <Routed />}</Answered>
            </main>
          </div>
        </CaseOfWork>
        <SaidBeside />
        <Keys />
        <LeaveQuestion />
      </WhatOpens>
    </ScreensContext>
  );
}

function Header({ frame }: { readonly frame: FrameQuery | null }) {
  const words = useWords(appWords);
  const common = useWords(commonWords);
  const both = useBoth();
  const zone = frame?.viewer.zone ?? null;
  return (
    <header className="border-b border-solid-gray-420 bg-white px-4 py-3">
      <div className="mx-auto flex max-w-screen-xl flex-wrap items-center gap-x-6 gap-y-2">
        <p className="text-std-18B-160 mr-auto">
          {frame !== null && `${both(pairOf(frame.city))} `}
          {words.name}
        </p>
        {frame !== null && (
          <dl className="flex flex-wrap gap-x-4 text-dns-14N-130">
            <div>
              <dt className="sr-only">{words.account}</dt>
              <dd>
                {both(pairOf(frame.viewer))}({frame.viewer.account})
              </dd>
            </div>
            <div>
              <dt className="inline">{words.zone} </dt>
              <dd className="inline">{zone === null ? common.unknownZone : common.zone[zone]}</dd>
            </div>
          </dl>
        )}
        <Countdown />
        <LanguageSwitch />
        <Button size="sm" variant="outline" onClick={() => hideScreen(true)}>
          {words.hide}
        </Button>
        <SignOut />
      </div>
    </header>
  );
}

function SignOut() {
  const words = useWords(appWords);
  const [, navigate] = useLocation();
  return (
    <Button
      data-leaves
      size="sm"
      variant="outline"
      onClick={() => {
        navigate('/', { replace: true });
        void signOut();
      }}
    >
      {words.signOut}
    </Button>
  );
}

const pairOf = ({ nameJa, nameEn }: { readonly nameJa: string; readonly nameEn: string }): Both => ({
  ja: nameJa,
  en: nameEn,
});
