import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { OneOf, SomeOf } from '../../parts/choices.js';
import { useRefused } from '../../parts/refused.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { FindBody, type Body } from './find-body.js';
import { PersonActedOn } from './person-acted-on.js';
import { RowsToAskByDocument, type RowsToAskByQuery } from './operations.generated.js';
import { EVERYTHING, PeriodOfInquiry, type Period } from './period.js';
import { SendInquiry, useSendInquiry, type Inquiry } from './send-inquiry.js';
import { linkageWords } from './words.js';

export type AskableRow = NonNullable<RowsToAskByQuery['linkageRows']>[number];

/** An inquiry, step by step: under which row, of which body, which items of it, about whom. */
export function Inquire({ onSent }: { readonly onSent: () => void }) {
  const words = useWords(linkageWords);
  const asked = useAsk(RowsToAskByDocument, {});
  return (
    <>
      <p>{words.inquireIntro}</p>
      <Answered asked={asked}>
        {({ linkageRows }) => <Steps rows={linkageRows ?? []} onSent={onSent} />}
      </Answered>
    </>
  );
}

function Steps({ rows, onSent }: { readonly rows: readonly AskableRow[]; readonly onSent: () => void }) {
  const words = useWords(linkageWords);
  const [person, setPerson] = useState<string | null>(null);
  const [rowName, setRow] = useState<string | null>(null);
  const [body, setBody] = useState<Body | null>(null);
  const [items, setItems] = useState<readonly string[]>([]);
  const [period, setPeriod] = useState<Period | undefined>(EVERYTHING);
  const row = rows.find((one) => one.procedure === rowName) ?? null;
  const input: Inquiry | null =
    person === null || row === null || body === null || period === undefined
      ? null
      : { atenaNumber: person, row: row.row, provider: body.code, items: [...items], ...period };
  const { pending, against, act } = useSendInquiry(body?.name ?? '');
  const { at, rest } = useRefused(against(input));
  const send = async () => {
    if (input !== null && !pending && (await act(input)) !== null) onSent();
  };
  return (
    <>
      <PersonActedOn chosen={person} error={at('atenaNumber')} onChosen={setPerson} />
      <RowToAsk
        {...{ rows, value: rowName, error: at('row') }}
        onChange={(chosen) => {
          setRow(chosen);
          setBody(null);
          setItems([]);
          setPeriod(EVERYTHING);
        }}
      />
      {row !== null && (
        <FindBody
          key={row.procedure}
          {...{ kinds: row.providers, chosen: body, onChosen: setBody }}
          error={at('provider')}
        />
      )}
      {row !== null && body !== null && (
        <SomeOf
          legend={words.stepItems}
          error={at('items')}
          required
          choices={row.items.map(({ code, name }) => ({ value: code ?? '', label: name }))}
          values={items}
          onChange={setItems}
        />
      )}
      {row !== null && body !== null && items.length > 0 && (
        <>
          <PeriodOfInquiry onChange={setPeriod} />
          <SendInquiry
            {...{ row, body, items, period, atenaNumber: person, pending }}
            onSend={() => void send()}
          >
            {rest()}
          </SendInquiry>
        </>
      )}
    </>
  );
}

interface RowToAskProps {
  readonly rows: readonly AskableRow[];
  readonly value: string | null;
  readonly error: string | null;
  readonly onChange: (procedure: string) => void;
}

/** Under which row of the permission list, with where it stands. */
function RowToAsk({ rows, ...choice }: RowToAskProps) {
  const words = useWords(linkageWords);
  const both = useBoth();
  return (
    <OneOf
      {...choice}
      legend={words.stepRow}
      required
      choices={rows.map((one) => ({
        value: one.procedure,
        label: (
          <>
            {one.row} {one.article} {both({ ja: one.affairJa, en: one.affairEn })}
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {one.citation} {one.unverified && words.unverified}
            </span>
          </>
        ),
      }))}
    />
  );
}
