import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { CLASS_NAMES } from '../../src/policy/class-names.js';
import { roleName, VERB_NAMES } from '../../src/policy/names.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { OpenSession, PolicyMatrixRow, SystemHealth } from './system.type.js';

/** Who is logged in, what each role may do, and how the systems are. */
@Resolver()
export class SystemResolver {
  @Classified('DIRECTORY')
  @Query(() => [OpenSession], {
    description: '開いているセッション、アカウント順 (R172, R182) / Open sessions, by account',
  })
  sessions(@Ctx() { administration }: RequestContext): Promise<readonly object[]> {
    return administration.sessions();
  }

  @Classified('DIRECTORY')
  @Query(() => [PolicyMatrixRow], {
    description:
      '役割ごとにできること。sekisho policy matrix と同じ。/ What each role may do: the same as sekisho policy matrix',
  })
  async policyMatrix(
    @Arg('role', () => ID, {
      nullable: true,
      description: '役割。省略するとすべて / Role; all when left out',
    })
    role: string | undefined,
    @Ctx() { administration }: RequestContext,
  ): Promise<readonly object[]> {
    return (await administration.matrix(role ?? null)).map(
      ({ classification, verbs, conditions, ...line }) => {
        const { ja: roleJa, en: roleEn } = roleName(line.role);
        const { ja: classJa, en: classEn } = CLASS_NAMES[classification];
        return {
          ...{ ...line, roleJa, roleEn, class: classification, classJa, classEn, verbs },
          verbsJa: verbs.map((verb) => VERB_NAMES[verb].ja),
          verbsEn: verbs.map((verb) => VERB_NAMES[verb].en),
          conditionsJa: conditions.map(({ ja }) => ja),
          conditionsEn: conditions.map(({ en }) => en),
        };
      },
    );
  }

  @Classified('DIRECTORY')
  @Query(() => SystemHealth, {
    description:
      '業務システム・セッションの置き場・時計・空き容量の状態 / How sources, Redis, clocks and space are',
  })
  async systemHealth(@Ctx() { administration }: RequestContext): Promise<object> {
    const { sources, ...health } = await administration.health();
    const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
    return { ...health, sources: sources.map((one) => ({ ...one, lastAnswer: at(one.lastAnswer) })) };
  }
}
