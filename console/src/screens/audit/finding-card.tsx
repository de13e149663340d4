import { Button } from '../../dads/button.js';
import { Opened } from '../../parts/sections.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { JudgeFinding } from './judge-finding.js';
import { useLookup } from './lookup.js';
import type { Facts } from './page.js';
import { RecordLink } from './record-link.js';
import { ReviewClosed } from './review-closed.js';
import type { Finding, Review } from './review-view.js';
import { reviewWords } from './review-words.js';

const SEVERITY = { ALARM: 'bad', ATTENTION: 'warning', INFO: 'plain' } as const;
const VERDICT = { JUSTIFIED: 'good', TO_BE_ASKED: 'warning', SUSPECTED: 'bad' } as const;

export interface FindingCardProps {
  readonly finding: Finding;
  readonly detector: Review['detectors'][number] | undefined;
  readonly facts: Facts;
  readonly days: { readonly from: string; readonly to: string };
  /** When the review was signed; null where it was not. */
  readonly signedAt: string | null;
  readonly onReadAgain: () => void;
}

/** One finding: who, what, why, on which records, and what asking about it came to. */
export function FindingCard({ finding, detector, facts, days, signedAt, onReadAgain }: FindingCardProps) {
  const words = useWords(reviewWords);
  const both = useBoth();
  const instant = useInstant();
  const name = detector === undefined ? finding.detector : both({ ja: detector.nameJa, en: detector.nameEn });
  return (
    <article className="rounded-8 border border-solid-gray-420 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <Tag tone={SEVERITY[finding.severity]}>{words.severity[finding.severity]}</Tag>
        <h3 className="text-std-17B-170">{name}</h3>
        <Tag tone={finding.verdict === null ? 'plain' : VERDICT[finding.verdict]}>
          {finding.verdict === null ? words.notJudged : words.verdict[finding.verdict]}
        </Tag>
        <span className="ml-auto text-dns-14N-130 text-solid-gray-700">{instant(finding.at)}</span>
      </div>
      <p className="mt-2">{both({ ja: finding.textJa, en: finding.textEn })}</p>
      {finding.account !== null && <AccountLine account={finding.account} facts={facts} />}
      {finding.verdict !== null && (
        <p className="mt-2 border-l-4 border-solid-gray-420 pl-3">
          {words.judgedBy(finding.judgedBy ?? '', instant(finding.judgedAt))}
          {signedAt !== null && finding.judgedAt !== null && finding.judgedAt > signedAt && (
            <span className="block">{words.judgedAfter}</span>
          )}
          {finding.note !== null && <span className="block">{finding.note}</span>}
        </p>
      )}
      <div className="flex flex-wrap gap-x-8">
        {finding.recordCount + finding.personCount > 0 && (
          <Opened title={words.evidence(finding.recordCount, finding.personCount)}>
            {() => <Evidence finding={finding} />}
          </Opened>
        )}
        {finding.againstJudging.length === 0 && (
          <Opened title={finding.verdict === null ? words.judge : words.judgeAnew}>
            {() => <JudgeFinding {...{ finding, days, onReadAgain }} />}
          </Opened>
        )}
      </div>
      {/* That what was signed stands is said at the head of the review, of all of it. */}
      <ReviewClosed against={finding.againstJudging.filter(({ code }) => code !== 'REVIEW_SIGNED')} />
    </article>
  );
}

function AccountLine({ account, facts }: { readonly account: string; readonly facts: Facts }) {
  const words = useWords(reviewWords);
  const both = useBoth();
  const { openAccount } = useLookup();
  const known = facts.accounts.find(({ id }) => id === account);
  return (
    <p className="mt-1">
      {words.account} {known !== undefined && `${both({ ja: known.nameJa, en: known.nameEn })} `}
      <Button size="xs" variant="text" onClick={() => openAccount(account)}>
        {words.allOf(account)}
      </Button>
    </p>
  );
}

const FIRST = 20;

function Evidence({ finding }: { readonly finding: Finding }) {
  const words = useWords(reviewWords);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-dns-14N-130">
      <dt>{words.records}</dt>
      <dd className="flex flex-wrap gap-x-3">
        {finding.records.slice(0, FIRST).map((record) => (
          <RecordLink key={record} record={record} />
        ))}
        {finding.recordCount > FIRST && <span>{words.andMore(finding.recordCount - FIRST)}</span>}
      </dd>
      <dt>{words.persons}</dt>
      <dd className="font-mono [overflow-wrap:anywhere]">
        {finding.persons.slice(0, FIRST).join('  ')}
        {finding.personCount > FIRST && ` ${words.andMore(finding.personCount - FIRST)}`}
        {finding.persons.length === 0 && words.nobody}
      </dd>
    </dl>
  );
}
