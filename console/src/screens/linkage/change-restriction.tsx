import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useAsk } from '../../graph/use-ask.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Answered } from '../../parts/answered.js';
import { SomeOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Field } from '../../parts/field.js';
import { useRefused } from '../../parts/refused.js';
import { Opened, useClose } from '../../parts/sections.js';
import { UserErrors } from '../../parts/user-errors.js';
import { partWords } from '../../parts/words.js';
import { useWords } from '../../words/catalogue.js';
import {
  RowsToProvideByDocument,
  SetNonDisclosureDocument,
  type LinkageProtection,
  type SetNonDisclosureInput,
} from './operations.generated.js';
import { linkageWords } from './words.js';

/** An item as it can be chosen. */
export interface ItemChoice {
  readonly value: string;
  readonly label: string;
}

export interface ChangeRestrictionProps {
  readonly atenaNumber: string;
  readonly change: 'set' | 'lift';
  /** Of those alone; of all that the city provides where left out. */
  readonly items?: readonly ItemChoice[];
  readonly onChanged: () => void;
}

/** Sets protections, which hold at once, or lifts them, which is the approver's (R197). */
export function ChangeRestriction(props: ChangeRestrictionProps) {
  const words = useWords(linkageWords);
  return <Opened title={words.changeRestriction[props.change]}>{() => <Form {...props} />}</Opened>;
}

function useChanging(change: ChangeRestrictionProps['change']) {
  const words = useWords(linkageWords);
  const { wasDone } = useWords(partWords);
  return useKeyedAct(
    SetNonDisclosureDocument,
    (input: Omit<SetNonDisclosureInput, 'idempotencyKey'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey },
    }),
    (data) => data.setNonDisclosure?.userErrors ?? [],
    () => wasDone(words.changeNow[change]),
  );
}

function Form({ atenaNumber, change, items: offered, onChanged }: ChangeRestrictionProps) {
  const words = useWords(linkageWords);
  const close = useClose();
  const [items, setItems] = useState<readonly string[]>([]);
  const [protections, setProtections] = useState<readonly LinkageProtection[]>([]);
  const [reason, setReason] = useState('');
  const { pending, errors, fault, act } = useChanging(change);
  const refused = useRefused({ errors, fault });
  const isWhole = items.length > 0 && protections.length > 0 && reason.trim() !== '';
  const send = async () => {
    if (pending || !isWhole) return;
    const changed = { [change]: [...protections] };
    if ((await act({ atenaNumber, items: [...items], ...changed, reason: reason.trim() })) === null) return;
    close();
    onChanged();
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {change === 'lift' && <p>{words.liftHelp}</p>}
      {offered === undefined ? (
        <ItemsToChoose values={items} onChange={setItems} />
      ) : (
        <SomeOf required legend={words.items} choices={offered} values={items} onChange={setItems} />
      )}
      <SomeOf
        legend={words.protectionHead[change]}
        required
        choices={choicesOf(words.protection)}
        values={protections}
        onChange={setProtections}
      />
      <Field label={words.reason} help={words.reasonHelp} error={refused.at('reason')} required>
        {(control) => (
          <Input
            {...{ ...control, blockSize: 'md', maxLength: 40, value: reason }}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      {refused.rest((others) => (
        <UserErrors errors={others} />
      ))}
      <Button size="md" variant="solid-fill" type="submit" aria-disabled={pending || !isWhole}>
        {words.changeNow[change]}
      </Button>
    </form>
  );
}

interface ItemsToChooseProps {
  readonly values: readonly string[];
  readonly onChange: (items: readonly string[]) => void;
}

/** Items that the city provides under any row in force. */
function ItemsToChoose({ values, onChange }: ItemsToChooseProps) {
  const words = useWords(linkageWords);
  const asked = useAsk(RowsToProvideByDocument, {});
  return (
    <Answered asked={asked}>
      {({ linkageRows }) => {
        const all = new Map(
          (linkageRows ?? []).flatMap((row) =>
            row.items.map(({ code, name }) => [code ?? '', name] as const),
          ),
        );
        const choices = [...all].map(([value, label]) => ({ value, label }));
        return <SomeOf required legend={words.items} {...{ choices, values, onChange }} />;
      }}
    </Answered>
  );
}
