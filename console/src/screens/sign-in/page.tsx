import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { LanguageSwitch } from '../../app/language-switch.js';
import { appWords } from '../../app/words.js';
import { buttonBaseStyle, buttonSizeStyle, buttonVariantStyle } from '../../dads/button.js';
import { Banner } from '../../parts/banner.js';
import { PageHeading } from '../../parts/heading.js';
import { useSession } from '../../session/session.js';
import type { Leaving } from '../../session/tabs.js';
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
    <main className="mx-auto max-w-3xl px-4 py-8" aria-busy={leaving !== null || undefined}>
      <div className="mb-8 flex items-center justify-between">
        <p className="text-std-18B-160">{app.name}</p>
        <LanguageSwitch />
      </div>
      <PageHeading>{words.title}</PageHeading>
      <Ended {...{ told, leaving }} />
      {way === 'DEMO' && <DemoSignIn />}
      {way === 'IDENTITY_PROVIDER' && (
        <>
          <p className="mb-4">{words.providerHelp}</p>
          <a
            {...(leaving !== null ? { role: 'link', 'aria-disabled': true } : { href: '/console/sign-in' })}
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

interface EndedProps {
  readonly told: Both | null;
  readonly leaving: Leaving | null;
}

/** Who left by themselves is warned of nothing, as soon as the gateway says that they are out. */
function Ended({ told, leaving }: EndedProps) {
  const words = useWords(signInWords);
  const both = useBoth();
  if (leaving === 'UNCONFIRMED')
    return (
      <Banner kind="warning" title={words.unconfirmed} alert>
        <p>{words.unconfirmedText}</p>
      </Banner>
    );
  const byUser = told === null || told.en === sessionWords.signedOut.en;
  if (leaving !== null && byUser) return <Banner kind="info" title={words.leaving} alert />;
  if (told === null) return null;
  if (byUser) return <Banner kind="info" title={both(told)} alert />;
  return (
    <Banner kind="warning" title={words.ended} alert>
      <p>{both(told)}</p>
    </Banner>
  );
}
