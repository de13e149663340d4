import { useEffect, useState } from 'react';
import { Button } from '../../dads/button.js';
import type { Fault } from '../../graph/answer.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { lookUpDemo, signInToDemo, type Demo } from '../../session/requests.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth, type Both } from '../../words/language.js';
import { useDay } from '../../words/times.js';
import { signInWords } from './words.js';

/** Without an identity provider: whoever sits here picks an account of the invented city. */
export function DemoSignIn() {
  const words = useWords(signInWords);
  const both = useBoth();
  const nameOf = useZoneName();
  const day = useDay();
  const { comma } = useWords(commonWords);
  const { demo, fault, lookUp } = useDemo();
  const leaving = useSession((state) => state.leaving);
  const [failed, setFailed] = useState<Both | null>(null);
  return (
    <>
      <Banner kind="info" title={words.demoTitle}>
        <p>{words.demoText}</p>
        {demo !== null && <p>{words.demoToday(day(demo.today))}</p>}
        <p>{words.demoNumber}</p>
      </Banner>
      {failed !== null && (
        <Banner kind="error" title={words.failed} alert>
          <p>{both(failed)}</p>
        </Banner>
      )}
      {fault !== null && <FaultBox fault={fault} again={lookUp} />}
      {demo !== null && (
        <>
          <Heading>{words.accounts}</Heading>
          <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
            {demo.accounts.map(({ account, nameJa, nameEn, zones }) => (
              <li key={account} className="flex items-center justify-between gap-4 py-2">
                <span>
                  {both({ ja: nameJa, en: nameEn })}{' '}
                  <span className="text-dns-14N-130 text-solid-gray-700">{account}</span>
                  <span className="block text-dns-14N-130 text-solid-gray-700">
                    {words.worksFrom(zones.map(nameOf).join(comma))}
                    {demo.zone !== null && !zones.includes(demo.zone) && ` ${words.notFromHere}`}
                  </span>
                </span>
                <Button
                  size="sm"
                  variant="outline"
                  aria-label={words.signInAs(both({ ja: nameJa, en: nameEn }))}
                  aria-disabled={leaving !== null}
                  onClick={() => void signInToDemo(account).then(setFailed)}
                >
                  {words.title}
                </Button>
              </li>
            ))}
          </ul>
          <Doors demo={demo} />
        </>
      )}
    </>
  );
}

function useDemo() {
  const [demo, setDemo] = useState<Demo | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const lookUp = () =>
    void lookUpDemo().then((found) => {
      const isFault = 'code' in found;
      setFault(isFault ? found : null);
      if (!isFault) setDemo(found);
    });
  useEffect(lookUp, []);
  return { demo, fault, lookUp };
}

function useZoneName(): (zone: string | null) => string {
  const { zone: zones, unknownZone } = useWords(commonWords);
  return (zone) => zones[zone as keyof typeof zones] ?? unknownZone;
}

/** A browser comes from one address only; each door leads in from another zone. */
function Doors({ demo: { zone, doors } }: { readonly demo: Demo }) {
  const words = useWords(signInWords);
  const nameOf = useZoneName();
  return (
    <>
      <p className="mt-6">{words.zoneHere(nameOf(zone))}</p>
      {doors.length > 1 && (
        <>
          <p className="mt-2">{words.zoneText}</p>
          <ul className="mt-2 list-disc pl-6">
            {doors.map((door) => (
              <li key={door.origin}>
                {nameOf(door.zone)}:{' '}
                {door.zone === zone ? (
                  <>
                    {door.origin}/ ({words.here})
                  </>
                ) : (
                  <a className="text-blue-1000 underline" href={`${door.origin}/`}>
                    {door.origin}/
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
