import { useAsk } from '../../graph/use-ask.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { VaccineNamesDocument } from './operations.generated.js';
import { linkageWords } from './words.js';

export interface Copy {
  readonly item: string | null;
  readonly name: string | null;
  readonly factDay: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly refreshedAt: string | null;
  readonly values: readonly { readonly name: string | null; readonly value: string | null }[] | null;
}

/** Records as they go over the network, value for value; beside the code of a vaccine its name. */
export function Copies({ copies }: { readonly copies: readonly Copy[] }) {
  const words = useWords(linkageWords);
  const instant = useInstant();
  const both = useBoth();
  const vaccines = useAsk(VaccineNamesDocument, {}).data?.vaccines ?? [];
  const nameOf = (name: string | null, value: string | null): string => {
    const known = name === 'vaccine' ? vaccines.find(({ code }) => code === value) : undefined;
    return known === undefined ? '' : ` ${both({ ja: known.nameJa, en: known.nameEn })}`;
  };
  const names: Readonly<Record<string, string>> = words.valueName;
  if (copies.length === 0) return <p>{words.noCopies}</p>;
  return (
    <Table
      caption={words.copies(copies.length)}
      heads={[words.item, words.factDay, words.values, words.asOf]}
    >
      {copies.map((copy, at) => (
        <Row key={at}>
          <Cell>{copy.name ?? copy.item}</Cell>
          <Cell>
            <span className="whitespace-nowrap">{copy.factDay ?? ''}</span>
          </Cell>
          <Cell>
            <dl className="grid grid-cols-[auto_1fr] gap-x-3">
              {(copy.values ?? []).map(({ name, value }, place) => (
                <div key={place} className="contents">
                  <dt className="text-dns-14N-130 text-solid-gray-700">
                    {name === null ? '' : (names[name] ?? name)}
                  </dt>
                  <dd>
                    {value}
                    {nameOf(name, value)}
                  </dd>
                </div>
              ))}
            </dl>
          </Cell>
          <Cell>{instant(copy.refreshedAt)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
