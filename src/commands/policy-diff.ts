import { resolve } from 'node:path';
import { requireFolder } from './required-path.js';
import { condense } from '../policy/condense.js';
import { differences } from '../policy/difference.js';
import { loadPolicy, type LoadedPolicy } from '../policy/load.js';
import { renderDifferences } from '../policy/render-difference.js';
import { rewordedRules, tableChanges } from '../policy/table-difference.js';
import type { CommandContext } from './context.js';

/**
 * `sekisho policy diff DIR`: what that policy would change against the one in force. Exit code 1 where it
 * changes anything.
 */
export function diffPolicies(context: CommandContext, inForce: LoadedPolicy, directory: string): void {
  requireFolder(directory);
  const next = loadPolicy(resolve(directory));
  const decisions = condense(differences(inForce, next));
  const tables = tableChanges(inForce, next);
  const reworded = rewordedRules(inForce, next);
  if (decisions.length + tables.length + reworded.length === 0) {
    return context.print('何も変わりません。 / Nothing changes.');
  }
  const section = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0)
      for (const line of [title, ...lines.map((each) => `  ${each}`)]) context.print(line);
  };
  section('判断 / Decisions', renderDifferences(decisions));
  section('表 / Tables', tables);
  section('文と根拠だけ / Words and citations only', reworded);
  context.exitCode(1);
}
