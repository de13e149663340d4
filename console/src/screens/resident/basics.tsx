import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Fact, Facts } from '../../parts/facts.js';
import { RecordLine } from '../../parts/record-line.js';
import { partWords } from '../../parts/words.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { BasicsDocument, type BasicsQuery } from './operations.generated.js';
import { residentWords } from './words.js';

type Resident = NonNullable<BasicsQuery['resident']>;

export function Basics({ id }: { readonly id: string }) {
  const common = useWords(commonWords);
  const asked = useAsk(BasicsDocument, { id });
  return (
    <Answered asked={asked} from={common.system.RESIDENT_REGISTRY}>
      {({ resident, fieldSources }) =>
        resident !== null && (
          <>
            <SilentSources sources={resident.sources} />
            <BasicFacts told={asked} resident={resident} fieldSources={fieldSources} />
            <RecordLine record={asked.record} />
          </>
        )
      }
    </Answered>
  );
}

/** Which systems do not answer, and what that means; all else on the page is as usual. */
function SilentSources({ sources }: Pick<Resident, 'sources'>) {
  const parts = useWords(partWords);
  const common = useWords(commonWords);
  const both = useBoth();
  const silent = sources.filter(({ availability }) => availability !== 'AVAILABLE');
  if (silent.length === 0) return null;
  const names = silent.map(({ nameJa, nameEn }) => both({ ja: nameJa, en: nameEn })).join(common.comma);
  return (
    <Banner kind="warning" title={parts.partialTitle}>
      <p>{parts.partialText(names)}</p>
      {silent.map(({ system, message, messageJa }) => (
        <p key={system}>{both({ ja: messageJa, en: message })}</p>
      ))}
    </Banner>
  );
}

interface BasicFactsProps {
  readonly told: Parameters<typeof Fact>[0]['told'];
  readonly resident: Resident;
  readonly fieldSources: BasicsQuery['fieldSources'];
}

function BasicFacts({ told, resident, fieldSources }: BasicFactsProps) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const parts = useWords(partWords);
  const instant = useInstant();
  const { name, birthDate, age, sex, status, residentSince, residentUntil, phone, address, memo } = resident;
  const from = (field: string): string | undefined => {
    const system = fieldSources.find(({ coordinate }) => coordinate === `Resident.${field}`)?.system;
    if (system === undefined) return undefined;
    const asOf = resident.sources.find((source) => source.system === system)?.asOf ?? null;
    return asOf === null ? common.system[system] : `${common.system[system]} ${parts.asOf(instant(asOf))}`;
  };
  const born =
    birthDate?.wareki == null ? null : `${birthDate.wareki}${words.precision[birthDate.precision]}`;
  const rows: readonly (readonly [
    keyof typeof words & string,
    readonly string[],
    string | null | undefined,
  ])[] = [
    ['kanji', ['name', 'kanji'], name?.kanji],
    ['kana', ['name', 'kana'], name?.kana],
    ['alias', ['name', 'alias'], name?.alias],
    ['roman', ['name', 'roman'], name?.roman],
    ['former', ['name', 'former'], name?.former],
    ['birth', ['birthDate'], born],
    ['age', ['age'], age === null ? null : common.years(age)],
    ['sex', ['sex'], sex === null ? null : common.sex[sex]],
    ['status', ['status'], status === null ? null : common.status[status]],
    ['since', ['residentSince'], residentSince?.wareki],
    ['until', ['residentUntil'], residentUntil?.wareki],
    ['phone', ['phone'], phone],
    ['address', ['address'], address],
    ['memo', ['memo'], memo],
  ];
  return (
    <Facts>
      {rows.map(([label, path, value]) => (
        <Fact
          key={label}
          label={String(words[label])}
          told={told}
          at={['resident', ...path]}
          from={from(path[0] ?? '')}
        >
          {value}
        </Fact>
      ))}
    </Facts>
  );
}
