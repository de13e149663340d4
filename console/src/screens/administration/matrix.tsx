import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useLanguage } from '../../words/language.js';
import { administrationWords } from './words.js';

export interface MatrixRow {
  readonly purpose: string | null;
  readonly classJa: string;
  readonly classEn: string;
  readonly verbsJa: readonly string[];
  readonly verbsEn: readonly string[];
  readonly conditionsJa: readonly string[];
  readonly conditionsEn: readonly string[];
}

export interface MatrixProps {
  readonly rows: readonly MatrixRow[];
  readonly menus: readonly { readonly purpose: string; readonly nameJa: string; readonly nameEn: string }[];
  /** Purposes whose menus are open to the account that is looked at; left out where none is. */
  readonly open?: readonly string[];
}

/** Purpose, class and what may be done: the policy's own matrix, under the menus that are granted. */
export function Matrix({ rows, menus, open }: MatrixProps) {
  const words = useWords(administrationWords);
  const language = useLanguage();
  const ja = language === 'ja';
  const nameOf = (purpose: string | null) => {
    const menu = menus.find((one) => one.purpose === purpose);
    return menu === undefined ? (purpose ?? words.anyPurpose) : ja ? menu.nameJa : menu.nameEn;
  };
  const shown = rows.filter(
    ({ purpose }) => open === undefined || purpose === null || open.includes(purpose),
  );
  return (
    <Table
      caption={words.matrixRows(shown.length)}
      heads={[words.purpose, words.class, words.verbs, words.conditions]}
    >
      {shown.map((row, at) => (
        <Row key={at}>
          <Cell>{nameOf(row.purpose)}</Cell>
          <Cell>{ja ? row.classJa : row.classEn}</Cell>
          <Cell>{(ja ? row.verbsJa : row.verbsEn).join(words.comma)}</Cell>
          <Cell>{(ja ? row.conditionsJa : row.conditionsEn).join(words.comma)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
