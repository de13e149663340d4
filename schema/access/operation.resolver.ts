import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { OperationNode } from '../../src/loaders/access-record.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { connection } from '../paging/connection.js';
import { OperationRecord, RecordAccessConnection } from './operation.type.js';

const RECORD = '記録番号 WRITER/SEQUENCE (Sekisho-Record) / WRITER/SEQUENCE, as an answer carried it';

/** One operation by its record: what `sekisho audit expand` prints, for the auditor. */
@Resolver()
export class OperationRecordResolver {
  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => OperationRecord, {
    nullable: true,
    description:
      '記録番号の操作。回答でも開始の記録でもないときは null (R190, R195) / The operation that this record is about; null where there is none. Looking is on record, too',
  })
  accessRecord(
    @Arg('record', () => ID, { description: RECORD }) record: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<OperationNode | null> {
    return loaders.accessRecord(record);
  }

  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => RecordAccessConnection, {
    description:
      '一回の操作の内訳。住民は仮名のみ (R190, R195) / Every resolver access of an operation, persons by pseudonym only',
  })
  async recordAccesses(
    @Arg('record', () => ID, { description: RECORD }) record: string,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<object> {
    const page = await loaders.recordAccesses(record, { first, after: after ?? null });
    const nodes = page.nodes.map(({ path, ...access }) => ({ ...access, path: path.join('.') }));
    return connection({ ...page, nodes });
  }
}
