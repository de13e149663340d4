import { judgeExchange, type Permission } from '../../policy/permission.js';
import type { BodyKind, ListedItem, PermissionList, Procedure } from '../../policy/permission-list.js';
import type { Institution } from '../../../adapters/intermediate-server/protocol/records.js';
import type { Parts } from './parts.js';

interface InstitutionRow {
  readonly code: string;
  readonly name_ja: string;
  readonly name_en: string;
  readonly kind: BodyKind;
  readonly list_version: string | null;
  readonly list: string | null;
}

interface Asked {
  readonly row: string;
  readonly day: string;
  readonly inquirer: string;
  readonly provider: string;
  readonly items: readonly string[];
}

/** The permission list at its two places: the network's, and each server's own copy of it (R191, R199, R200). */
export class PermissionLists {
  constructor(private readonly parts: Pick<Parts, 'state' | 'permissions' | 'ownInstitution' | 'faults'>) {}

  institutions(): readonly Institution[] {
    return this.parts.state
      .prepare<[], InstitutionRow>('SELECT * FROM institution ORDER BY code')
      .all()
      .map(({ code, name_ja: nameJa, name_en: nameEn, kind }) => ({
        code,
        nameJa,
        nameEn,
        kind: kind === 'INSURER' ? kind : 'MUNICIPALITY',
      }));
  }

  versionAt(institution: string): string {
    return this.institution(institution)?.list_version ?? 'none';
  }

  private distributed: string | null = null;

  /** Brings every server's copy up to the network's list. */
  distribute(): void {
    const { state, permissions, faults } = this.parts;
    const list = permissions();
    if (faults.listsHeld || list.version === this.distributed) return;
    this.distributed = list.version;
    state
      .prepare('UPDATE institution SET list_version = ?, list = ? WHERE list_version IS NOT ?')
      .run(list.version, JSON.stringify({ ...list, items: [...list.items] }), list.version);
  }

  /**
   * The network's judgement, before a permit is given (R186). The city's own assessment narrows what it may ask.
   */
  judgeInquiry(asked: Asked): Permission {
    return this.judge(
      this.parts.permissions(),
      asked,
      asked.inquirer === this.parts.ownInstitution ? 'INQUIRER' : null,
    );
  }

  /** The provider's own, by the copy that lies with it; null where its copy is not the network's (R199). */
  judgeProvision(asked: Asked): Permission | null {
    const own = this.institution(asked.provider);
    if (own?.list == null || own.list_version !== this.parts.permissions().version) return null;
    return this.judge(
      revive(own.list),
      asked,
      asked.provider === this.parts.ownInstitution ? 'PROVIDER' : null,
    );
  }

  /** The item, where a body of this kind may hold copies of it; null else. */
  itemOf(institution: string, code: string): ListedItem | null {
    const kind = this.institution(institution)?.kind;
    const list = this.parts.permissions();
    const provided = list.procedures.some(
      ({ providers, items }: Procedure) =>
        kind !== undefined && providers.includes(kind) && items.includes(code),
    );
    return provided ? (list.items.get(code) ?? null) : null;
  }

  /** All items that a body of this kind may be asked for. */
  itemsOf(institution: string): readonly string[] {
    return [...this.parts.permissions().items.keys()].filter(
      (code) => this.itemOf(institution, code) !== null,
    );
  }

  private judge(
    list: PermissionList,
    { inquirer, provider, ...asked }: Asked,
    city: 'INQUIRER' | 'PROVIDER' | null,
  ): Permission {
    const [from, to] = [this.institution(inquirer)?.kind, this.institution(provider)?.kind];
    // No body asks itself over the network: what is its own it has.
    if (from === undefined || to === undefined || inquirer === provider)
      return { permitted: false, code: 'PROVIDER_NOT_LISTED', row: asked.row, article: null };
    return judgeExchange(list, { ...asked, inquirer: from, provider: to, city });
  }

  private institution(code: string): InstitutionRow | undefined {
    return this.parts.state
      .prepare<[string], InstitutionRow>('SELECT * FROM institution WHERE code = ?')
      .get(code);
  }
}

function revive(text: string): PermissionList {
  const stored = JSON.parse(text) as Omit<PermissionList, 'items'> & {
    readonly items: readonly (readonly [string, ListedItem])[];
  };
  return { ...stored, items: new Map(stored.items) };
}
