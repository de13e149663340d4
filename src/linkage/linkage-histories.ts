import { In, type DataSource, type EntityManager } from 'typeorm';
import type { DecisionRow, RequestRow, StepRow } from './rows.js';
import { DECISION_TABLE, STEP_TABLE } from './tables.js';

/** How inquiries and provisions came to where they are. At most 1,000 of them at once. */
export class LinkageHistories {
  constructor(
    private readonly source: DataSource,
    private readonly alone: <T>(work: () => Promise<T>) => Promise<T>,
  ) {}

  /** In the transaction that moves the inquiry on. */
  async reach(manager: EntityManager, row: RequestRow, change: Partial<RequestRow>): Promise<void> {
    const { state = row.state, changedAt: at = row.changedAt } = change;
    if (state === row.state) return;
    const step = { requestId: row.id, state };
    await manager.delete(STEP_TABLE.name, step);
    await manager.insert(STEP_TABLE.name, { ...step, at });
  }

  /** Of each inquiry, in order, the states it reached, in no order; without the one it began in. */
  async stepsOf(requests: readonly string[]): Promise<readonly (readonly StepRow[])[]> {
    const where = { requestId: In([...requests]) };
    const rows = await this.alone(() => this.source.manager.findBy<StepRow>(STEP_TABLE.name, where));
    return ofEach(requests, rows, ({ requestId }) => requestId);
  }

  async decide(row: DecisionRow): Promise<void> {
    await this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.delete(DECISION_TABLE.name, { act: row.act });
        await manager.insert(DECISION_TABLE.name, { ...row });
      }),
    );
  }

  /** Of each provision, in order, what was decided on it here, the first first. */
  async decisionsOf(provisions: readonly string[]): Promise<readonly (readonly DecisionRow[])[]> {
    const rows = await this.alone(() =>
      this.source.manager.find<DecisionRow>(DECISION_TABLE.name, {
        where: { provision: In([...provisions]) },
        order: { at: 'ASC' },
      }),
    );
    return ofEach(provisions, rows, ({ provision }) => provision);
  }
}

function ofEach<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): readonly (readonly Row[])[] {
  const found = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) found.get(keyOf(row))?.push(row);
  return keys.map((key) => found.get(key) ?? []);
}
