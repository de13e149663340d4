import type { Told } from '../../graph/answer.js';
import { Listed } from '../../parts/listed.js';
import { NameAndBirth } from '../../parts/name-and-birth.js';
import { PersonLink } from '../../parts/person-link.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { immunizationWords } from '../../words/immunization-words.js';
import { useInstant } from '../../words/times.js';
import { Content } from './content.js';
import { Decide } from './decide.js';
import type { WaitingChangesQuery } from './operations.generated.js';
import { changesWords } from './words.js';

export type Change = NonNullable<WaitingChangesQuery['immunizationChanges']>['nodes'][number];

export interface ChangeCardProps {
  readonly change: Change;
  /** Its place in the answer. */
  readonly at: number;
  readonly asked: Told;
  /** Whether it may be decided on now. */
  readonly waits: boolean;
  readonly onDecided: () => void;
}

export function ChangeCard({ change, at, asked, waits, onDecided }: ChangeCardProps) {
  const words = useWords(changesWords);
  const terms = useWords(immunizationWords);
  const instant = useInstant();
  const { kind, atenaNumber, resident, way, reason, warnings, account } = change;
  const place = ['immunizationChanges', 'nodes', at];
  const whose = (
    <Value told={asked} at={[...place, 'resident']}>
      {resident && <NameAndBirth {...{ resident, told: asked }} at={[...place, 'resident']} />}
    </Value>
  );
  return (
    <article className="rounded-8 border border-solid-gray-420 p-4">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 className="text-std-17B-170">
          <Value told={asked} at={[...place, 'kind']}>
            {kind !== null && terms.changes[kind]}
          </Value>
        </h2>
        <span className="text-dns-14N-130">
          <Value told={asked} at={[...place, 'account']}>
            {account !== null && words.askedBy(account, instant(change.at))}
          </Value>
        </span>
        {atenaNumber !== null && (
          <span className="ml-auto">
            <PersonLink atenaNumber={atenaNumber}>{words.person(atenaNumber)}</PersonLink>
          </span>
        )}
      </div>
      <div className="mb-3">{whose}</div>
      <Content change={change} told={asked} at={place} />
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <dt className="font-700">{words.reason}</dt>
        <dd className="[overflow-wrap:anywhere]">
          <Value told={asked} at={[...place, 'reason']}>
            {reason}
          </Value>
        </dd>
        <dt className="font-700">{words.way}</dt>
        <dd>
          <Value told={asked} at={[...place, 'way']}>
            {way !== null && terms.ways[way]}
          </Value>
        </dd>
        <InSpiteOf warnings={warnings} told={asked} at={[...place, 'warnings']} />
      </dl>
      {waits && <Decide {...{ change, whose }} onDecided={onDecided} />}
    </article>
  );
}

interface InSpiteOfProps {
  readonly warnings: Change['warnings'];
  readonly told: Told;
  readonly at: readonly (string | number)[];
}

function InSpiteOf({ warnings, told, at }: InSpiteOfProps) {
  const words = useWords(changesWords);
  if (warnings?.length === 0) return null;
  return (
    <>
      <dt className="font-700">{words.despite}</dt>
      <dd>
        <Listed told={told} at={at} items={warnings} nothing={null}>
          {(codes) => (
            <ul>
              {codes.map((code) => (
                <li key={code}>{words.warnings[code]}</li>
              ))}
            </ul>
          )}
        </Listed>
      </dd>
    </>
  );
}
