import { Suspense, lazy, useEffect } from 'react';
import { FaultBox } from '../parts/fault-box.js';
import { PageHeading } from '../parts/heading.js';
import { Loading } from '../parts/loading.js';
import { lookUpSession } from '../session/requests.js';
import { hideScreen, session, useSession } from '../session/session.js';
import { useWords } from '../words/catalogue.js';
import { Curtain } from './curtain.js';
import { Frame } from './frame.js';
import { appWords } from './words.js';

const SignInPage = lazy(() => import('../screens/sign-in/page.js'));

export function App() {
  const words = useWords(appWords);
  const stage = useSession((state) => state.stage);
  const hidden = useSession((state) => state.hidden);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { stage: at, hidden: before } = session.read();
      if (event.key !== 'F9' || at !== 'SIGNED_IN') return;
      event.preventDefault();
      hideScreen(!before);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <div>
        {stage === 'OPENING' && <Opening />}
        {stage === 'SIGNED_OUT' && (
          <Suspense fallback={<Loading />}>
            <SignInPage />
          </Suspense>
        )}
        {stage === 'SIGNED_IN' && (hidden ? <Curtain /> : <Frame />)}
      </div>
      <p className="print-only">{words.printed}</p>
    </>
  );
}

/** Until the gateway has said who is signed in; that it does not is said, with a way to ask it once more. */
function Opening() {
  const words = useWords(appWords);
  const fault = useSession((state) => state.fault);
  if (fault === null) return <Loading />;
  return (
    <main className="mx-auto max-w-3xl px-4 py-8">
      <PageHeading>{words.name}</PageHeading>
      <FaultBox fault={fault} again={() => void lookUpSession()} />
    </main>
  );
}
