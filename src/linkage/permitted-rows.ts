import { rowsOn } from '../policy/permission.js';
import type { Caller } from './caller.js';
import type { LinkageAccess } from './linkage-access.js';
import type { BodyView, PermissionRowView } from './views.js';

/** What an inquiry is made of: the rows that the city may go by, and the bodies that it may ask. */
export class PermittedRows implements Pick<LinkageAccess, 'rows' | 'bodies'> {
  constructor(private readonly caller: Caller) {}

  rows(side: 'INQUIRER' | 'PROVIDER', day: string): readonly PermissionRowView[] {
    return rowsOn(this.caller.parts.policy.permissions, side, day).map(({ procedure, edition }) => {
      const { id, affairJa, affairEn, inquirers, providers, items, conflict } = procedure;
      return {
        ...{ procedure: id, affairJa, affairEn, inquirers, providers, conflict },
        ...edition,
        items: this.caller.items(items),
      };
    });
  }

  async bodies(nameOrCode: string, most: number): Promise<readonly BodyView[]> {
    const { exchange } = this.caller.parts;
    const asked = nameOrCode.normalize('NFKC').trim().toLowerCase();
    const known = await exchange.bodies(this.caller.reading);
    return known
      .filter(
        ({ code, nameJa, nameEn }) =>
          code !== exchange.parts.server.institution &&
          (code.startsWith(asked) || nameJa.includes(asked) || nameEn.toLowerCase().includes(asked)),
      )
      .slice(0, most)
      .map(({ code }) => exchange.body(code));
  }
}
