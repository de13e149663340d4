import { bestQuestions } from './circumstances.js';
import type { Act } from './grants.js';
import type { LoadedPolicy } from './load.js';
import { CLASSIFICATIONS, PURPOSES, VERBS, type Purpose } from './terms.js';

const HEAD = `# Who may do what

Derived from the rules in this folder by \`sekisho policy matrix\`; a test compares it, so that no change of a rule goes
unseen. Each cell lists the verbs open to a role under a purpose, at best: from the right network zone, logged in by palm
vein, with a case number, for one person about whom nothing special is known. Zones, cases, login methods and labels
take away from it; \`sekisho policy explain\` says which rule decides. A purpose that opens no more than naming none
is left out.
`;

/** The policy as a Markdown table: role × purpose × class → verbs. Depends on the rules alone. */
export function policyMatrix(policy: LoadedPolicy): string {
  const row = (role: string, purpose: Purpose | null): string =>
    CLASSIFICATIONS.map((classification) =>
      VERBS.filter((verb) => isOpen(policy, { role, purpose, verb, classification })).join(' '),
    ).join(' | ');
  const lines = policy.roles.flatMap((role) => {
    const anyway = row(role, null);
    const more = PURPOSES.map((purpose) => [purpose, row(role, purpose)] as const).filter(
      ([, cells]) => cells !== anyway,
    );
    return [['(none)', anyway] as const, ...more].map(
      ([purpose, cells]) => `| ${role} | ${purpose} | ${cells} |`,
    );
  });
  const columns = ['role', 'purpose', ...CLASSIFICATIONS];
  const rule = columns.map(() => '---').join(' | ');
  return `${[HEAD, `| ${columns.join(' | ')} |`, `| ${rule} |`, ...lines].join('\n')}\n`.replaceAll(
    / {2,}/g,
    ' ',
  );
}

function isOpen(policy: LoadedPolicy, act: Act): boolean {
  // Most cells are empty, and the permits alone say so.
  return policy.grants(act) && bestQuestions(policy, act).some((question) => policy.decide(question).permit);
}
