import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { LanguageSwitch } from '../../app/language-switch.js';
import { appWords } from '../../app/words.js';
import { buttonBaseStyle, buttonSizeStyle, buttonVariantStyle } from '../../dads/button.js';
import { Banner } from '../../parts/banner.js';
import { PageHeading } from '../../parts/heading.js';
import { useSession } from '../../session/session.js';
import { sessionWords } from '../../session/words.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth, type Both } from '../../words/language.js';
import { DemoSignIn } from './demo.js';
import { signInWords } from './words.js';

/** Before anything else, and after each end of a session with its reason. */
export default function SignInPage() {
  const words = useWords(signInWords);
  const app = useWords(appWords);
  const way = useSession((state) => state.way);
  const told = useSession((state) => state.told);
  const leaving = useSession((state) => state.leaving);
  const [path, navigate] = useLocation();
  useEffect(() => {
    document.title = `${words.title} | ${app.name}`;
    if (path !== '/') navigate('/', { replace: true });
  }, [words.title, app.name, path, navigate]);
  return (
    <main className="mx-auto max-w-3xl px-4 py-8" aria-busy={leaving || undefined}>
      <div className="mb-8 flex items-center justify-between">
        <p className="text-std-18B-160">{app.name}</p>
        <LanguageSwitch />
      </div>
      <PageHeading>{words.title}</PageHeading>
      {told !== null && <Ended {...{ told, leaving }} />}
      {way === 'DEMO' && <DemoSignIn />}
      {way === 'IDENTITY_PROVIDER' && (
        <>
          <p className="mb-4">{words.providerHelp}</p>
          <a
            {...(leaving ? { role: 'link', 'aria-disabled': true } : { href: '/console/sign-in' })}
            className={`inline-flex items-center justify-center no-underline ${buttonBaseStyle} ${buttonSizeStyle.lg} ${buttonVariantStyle['solid-fill']}`}
          >
            {words.toProvider}
          </a>
        </>
      )}
      {way === 'NOT_SET_UP' && (
        <Banner kind="error" title={words.failed}>
          {words.notSetUp}
        </Banner>
      )}
    </main>
  );
}

/** Who left by themselves is warned of nothing. */
function Ended({ told, leaving }: { readonly told: Both; readonly leaving: boolean }) {
  const words = useWords(signInWords);
  const both = useBoth();
  if (told.en === sessionWords.signedOut.en)
    return <Banner kind="info" title={leaving ? words.leaving : both(told)} alert />;
  return (
    <Banner kind="warning" title={words.ended} alert>
      <p>{both(told)}</p>
    </Banner>
  );
}
