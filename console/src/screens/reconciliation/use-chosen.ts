import { useState } from 'react';
import type { Finding } from './page.js';

/** Findings that are to be decided together: of one kind, and all in sight. */
export interface Chosen {
  readonly findings: readonly Finding[];
  /** Whether it may join those that are chosen. */
  readonly accepts: (finding: Finding) => boolean;
  readonly has: (finding: Finding) => boolean;
  /** Does nothing with one that may not join: a box that only looks closed is still pressed. */
  readonly set: (finding: Finding, chosen: boolean) => void;
}

/** `shown`: what is on the screen; whatever leaves it, or changes, is chosen no more. */
export function useChosen(shown: readonly Finding[]): Chosen {
  const [keys, setKeys] = useState<readonly string[]>([]);
  const findings = shown.filter((one) => one.state === 'OPEN' && keys.includes(keyOf(one)));
  const chosen = new Set(findings.map(keyOf));
  const accepts = ({ kind }: Finding): boolean => findings.every((one) => one.kind === kind);
  return {
    ...{ findings, accepts },
    has: (finding) => chosen.has(keyOf(finding)),
    set: (finding, isChosen) => {
      if (isChosen && !accepts(finding)) return;
      const others = [...chosen].filter((key) => key !== keyOf(finding));
      setKeys(isChosen ? [...others, keyOf(finding)] : others);
    },
  };
}

const keyOf = ({ id, digest }: Finding): string => `${id} ${digest}`;
