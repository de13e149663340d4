import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { City, CityDistrict, FieldSource, VaccineInfo } from './city.type.js';

/** Master data: what forms and tables are made of, and nothing of anybody. */
@Resolver()
export class CityResolver {
  @Classified('PUBLIC')
  @Query(() => City, { description: 'この市と窓口 / The city and its desks' })
  city(@Ctx() { city }: RequestContext): object {
    return city.city();
  }

  @Classified('PUBLIC')
  @Query(() => [CityDistrict], {
    description: '地区、公表表の順 / Districts, in the order of the published tables',
  })
  districts(@Ctx() { city }: RequestContext): readonly object[] {
    return city.districts();
  }

  @Classified('PUBLIC')
  @Query(() => [VaccineInfo], {
    description: '予防接種の種別、コード表の順 / Vaccines, in the order of the code table',
  })
  vaccines(
    @Arg('on', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ On this day; today when left out',
    })
    on: string | undefined,
    @Ctx() { city }: RequestContext,
  ): readonly object[] {
    return city.vaccines(on ?? null);
  }

  @Classified('PUBLIC')
  @Query(() => [FieldSource], {
    description:
      '住民の項目がどのシステムから来るか。見られる項目だけ。/ From which system each value of a resident comes, of the fields one may know',
  })
  fieldSources(@Ctx() { city }: RequestContext): Promise<readonly object[]> {
    return city.fieldSources();
  }
}
