import { Suspense, lazy, useEffect } from 'react';
import { Loading } from '../parts/loading.js';
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
        {stage === 'OPENING' && <Loading />}
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
