import type { Told } from '../../graph/answer.js';
import { Items } from '../../parts/items.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import type { WhoIsItQuery } from './operations.generated.js';
import { residentWords } from './words.js';

export interface WhoItIsProps {
  /** The answer that has the person as `resident`. */
  readonly told: Told;
  readonly resident: NonNullable<WhoIsItQuery['resident']>;
}

/** By what somebody is told from others, in a line; behind it what of that is missing, and why. */
export function WhoItIs({ told, resident: { atenaNumber, name, birthDate, age, sex } }: WhoItIsProps) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const at = (...field: string[]) => ['resident', ...field];
  return (
    <>
      <Items
        told={told}
        items={[
          {
            ...{ name: words.kanji, at: at('name', 'kanji'), value: name?.kanji },
            className: 'text-std-20B-150',
          },
          { name: words.kana, at: at('name', 'kana'), value: name?.kana },
          { name: words.birth, at: at('birthDate'), value: birthDate?.wareki },
          { name: words.age, at: at('age'), value: age === null ? null : common.years(age) },
          { name: words.sex, at: at('sex'), value: sex === null ? null : common.sex[sex] },
        ]}
      />
      <p>
        {words.atenaNumber} {atenaNumber}
      </p>
    </>
  );
}
