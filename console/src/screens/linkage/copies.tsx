import type { ReactNode } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import type { Told } from '../../graph/answer.js';
import { Listed } from '../../parts/listed.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
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

export interface CopiesProps {
  readonly told: Told;
  /** Where in the answer they stand. */
  readonly at: readonly (string | number)[];
  readonly copies: readonly Copy[] | null;
}

/** Records as they go over the network, value for value; beside the code of a vaccine its name. */
export function Copies({ told, at: place, copies }: CopiesProps) {
  const words = useWords(linkageWords);
  const both = useBoth();
  const vaccines = useAsk(VaccineNamesDocument, {}).data?.vaccines ?? [];
  const nameOf: NameOf = (name, value) => {
    const known = name === 'vaccine' ? vaccines.find(({ code }) => code === value) : undefined;
    return known === undefined ? null : both({ ja: known.nameJa, en: known.nameEn });
  };
  return (
    <Listed told={told} at={place} items={copies} nothing={<p>{words.noCopies}</p>}>
      {(all) => (
        <Table
          caption={words.copies(all.length)}
          heads={[words.item, words.factDay, words.values, words.asOf]}
        >
          {all.map((copy, at) => (
            <CopyRow key={at} {...{ copy, told, nameOf }} at={[...place, at]} />
          ))}
        </Table>
      )}
    </Listed>
  );
}

/** What a code stands for, beside it. */
type NameOf = (name: string | null, value: string | null) => string | null;

interface CopyRowProps extends Pick<CopiesProps, 'told' | 'at'> {
  readonly copy: Copy;
  readonly nameOf: NameOf;
}

function CopyRow({ copy, told, at, nameOf }: CopyRowProps) {
  const instant = useInstant();
  const cell = (field: keyof Copy, value: ReactNode) => (
    <Cell>
      <Value told={told} at={[...at, field]}>
        {value}
      </Value>
    </Cell>
  );
  return (
    <Row>
      {cell('name', copy.name ?? copy.item)}
      {cell('factDay', copy.factDay && <span className="whitespace-nowrap">{copy.factDay}</span>)}
      <Cell>
        <Listed told={told} at={[...at, 'values']} items={copy.values} nothing={null}>
          {(values) => <Values {...{ values, told, nameOf }} at={[...at, 'values']} />}
        </Listed>
      </Cell>
      {cell('refreshedAt', instant(copy.refreshedAt))}
    </Row>
  );
}

interface ValuesProps extends Omit<CopyRowProps, 'copy'> {
  readonly values: NonNullable<Copy['values']>;
}

function Values({ values, told, at, nameOf }: ValuesProps) {
  const words = useWords(linkageWords);
  const names: Readonly<Record<string, string>> = words.valueName;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3">
      {values.map(({ name, value }, place) => (
        <div key={place} className="contents">
          <dt className="text-dns-14N-130 text-solid-gray-700">
            {name === null ? '' : (names[name] ?? name)}
          </dt>
          <dd>
            <Value told={told} at={[...at, place, 'value']}>
              {value}
            </Value>{' '}
            {nameOf(name, value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
