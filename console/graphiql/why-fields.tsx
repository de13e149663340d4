import type { Menu, Why } from './ask.js';

export interface WhyFieldsProps {
  readonly menus: readonly Menu[];
  readonly why: Why;
  readonly onChange: (why: Why) => void;
}

/** In the place of an editor for headers: purpose and case, the two that a request is asked under. */
export function WhyFields({ menus, why, onChange }: WhyFieldsProps) {
  return (
    <form className="why" autoComplete="off" onSubmit={(event) => event.preventDefault()}>
      <strong>関所 Sekisho</strong>
      <label>
        利用目的 / Purpose
        <select
          value={why.purpose}
          autoComplete="off"
          onChange={({ target }) => onChange({ ...why, purpose: target.value })}
        >
          <option value="">なし / none</option>
          {menus.map(({ purpose, nameJa, nameEn }) => (
            <option key={purpose} value={purpose}>
              {nameJa} / {nameEn}
            </option>
          ))}
        </select>
      </label>
      <label>
        案件 / Case
        <input
          value={why.caseNumber}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange({ ...why, caseNumber: target.value.trim() })}
        />
      </label>
      <a href="/">画面に戻る / Back to the console</a>
    </form>
  );
}
