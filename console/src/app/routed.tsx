import { Suspense, useContext, useEffect, type ComponentType } from 'react';
import { Redirect, useLocation } from 'wouter';
import { Answered } from '../parts/answered.js';
import { Banner } from '../parts/banner.js';
import { PageHeading } from '../parts/heading.js';
import { Loading } from '../parts/loading.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { isOffered, OpensAskedContext, useOpens } from './opens.js';
import { SCREENS } from './screens.js';
import { appWords } from './words.js';

/** The screen that the address names. Another purpose is another screen, asked for anew. */
export function Routed() {
  const [path] = useLocation();
  const both = useBoth();
  const words = useWords(appWords);
  const work = useSession((state) => state.work);
  const opens = useOpens();
  const asked = useContext(OpensAskedContext);
  const screen = SCREENS.find((one) => one.path === path);
  const title = screen === undefined ? null : both(screen.title);
  useEffect(() => {
    document.title = title === null ? words.name : `${title} | ${words.name}`;
  }, [title, words.name]);
  if (asked !== null && opens === null) return <Answered asked={asked}>{() => null}</Answered>;
  if (path === '/') {
    const first = work === null ? undefined : SCREENS.find((one) => isOffered(one, opens));
    return <Redirect to={first?.path ?? '/purpose'} replace />;
  }
  if (work === null && screen?.withoutPurpose !== true) return <Redirect to="/purpose" replace />;
  if (screen === undefined || title === null)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknownText}</p>
      </>
    );
  if (!isOffered(screen, opens))
    return (
      <>
        <PageHeading>{title}</PageHeading>
        <Banner kind="warning" title={words.notOpenTitle} />
      </>
    );
  return <Drawn key={`${path} ${work?.id ?? 0}`} title={title} Page={screen.Page} />;
}

function Drawn({ title, Page }: { readonly title: string; readonly Page: ComponentType }) {
  return (
    <>
      <PageHeading>{title}</PageHeading>
      <Suspense fallback={<Loading />}>
        <Page />
      </Suspense>
    </>
  );
}
