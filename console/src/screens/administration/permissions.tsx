import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { SelectField } from '../../parts/select-field.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { AskedFrom, AT_THE_COUNTER } from './asked-from.js';
import { formWords } from './form-words.js';
import {
  PermissionsOfAccountDocument,
  type OneAccountQuery,
  type PermissionsOfAccountQuery,
} from './operations.generated.js';
import { administrationWords } from './words.js';

type Effective = PermissionsOfAccountQuery['permissionsOf'];
type Permission = Effective['purposes'][number]['permissions'][number];

export interface PermissionsProps {
  readonly account: string;
  /** null for today. */
  readonly on: string | null;
  readonly menus: OneAccountQuery['menus'];
}

/** What the account may really do on a day, act by act, with the rule that says so or what would open it. */
export function Permissions({ account, on, menus }: PermissionsProps) {
  const [from, setFrom] = useState(AT_THE_COUNTER);
  const asked = useAsk(PermissionsOfAccountDocument, { account, on, ...from });
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6">
        <AskedFrom value={from} onChange={setFrom} />
      </div>
      <Answered asked={asked}>
        {({ permissionsOf }) => <OfDay effective={permissionsOf} menus={menus} />}
      </Answered>
    </>
  );
}

function OfDay({ effective, menus }: { readonly effective: Effective } & Pick<PermissionsProps, 'menus'>) {
  const words = useWords(formWords);
  const { standing, purpose: purposeWord } = useWords(administrationWords);
  const both = useBoth();
  const { day, standing: is, purposes } = effective;
  const [chosen, setChosen] = useState(purposes[0]?.purpose);
  const shown = purposes.find(({ purpose }) => purpose === chosen) ?? purposes[0];
  const nameOf = (purpose: string) => {
    const menu = menus.find((one) => one.purpose === purpose);
    return menu === undefined ? purpose : both({ ja: menu.nameJa, en: menu.nameEn });
  };
  return (
    <>
      <p>{words.asOfNow(day)}</p>
      {is !== 'GOOD' && (
        <Banner kind="warning" title={standing[is]}>
          <p>{words.notUsable}</p>
        </Banner>
      )}
      {shown === undefined ? (
        <p>{words.noPurposes}</p>
      ) : (
        <>
          <SelectField
            label={purposeWord}
            choices={purposes.map(({ purpose }) => ({ value: purpose, label: nameOf(purpose) }))}
            value={shown.purpose}
            onChange={setChosen}
          />
          <Acts name={nameOf(shown.purpose)} permissions={shown.permissions} />
        </>
      )}
    </>
  );
}

function Acts({ name, permissions }: { readonly name: string; readonly permissions: readonly Permission[] }) {
  const words = useWords(formWords);
  const common = useWords(commonWords);
  const { class: classWord } = useWords(administrationWords);
  const both = useBoth();
  return (
    <Table
      caption={words.permissionsOf(name, permissions.length)}
      heads={[classWord, words.verb, words.result, words.why]}
    >
      {byClass(permissions).map((one) => (
        <Row key={`${one.class} ${one.verb}`}>
          <Cell>{both({ ja: one.classJa, en: one.classEn })}</Cell>
          <Cell>{both({ ja: one.verbJa, en: one.verbEn })}</Cell>
          <Cell>
            <Tag tone={one.allowed ? 'good' : 'plain'}>{one.allowed ? words.open : words.closed}</Tag>
            {one.needs.map((need) => (
              <span key={need} className="block text-dns-14N-130">
                {words.needs[need]}
              </span>
            ))}
          </Cell>
          <Cell>
            {both({ ja: one.textJa, en: one.textEn })}
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {[
                one.grounds,
                one.zones.length === 0
                  ? null
                  : words.opensFrom(one.zones.map((zone) => common.zone[zone]).join(common.comma)),
              ]
                .filter(Boolean)
                .join(' ・ ')}
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** What may be done with the same fields stands together, in the order in which the classes come first. */
function byClass(permissions: readonly Permission[]): readonly Permission[] {
  const order = [...new Set(permissions.map((one) => one.class))];
  return [...permissions].sort((a, b) => order.indexOf(a.class) - order.indexOf(b.class));
}
