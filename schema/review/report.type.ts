import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';

@ObjectType({ description: '日本語と英語の語句 / Words in both languages' })
export class ReportWords {
  @Classified('AUDIT')
  @Field(() => String, { description: '日本語 / In Japanese' })
  textJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '英語 / In English' })
  textEn!: string;
}

@ObjectType({ description: '報告書の一節 / A section of a report' })
export class ReportSection {
  @Classified('AUDIT')
  @Field(() => ReportWords, { description: '見出し / Heading' })
  heading!: ReportWords;

  @Classified('AUDIT')
  @Field(() => [ReportWords], { description: '説明 / What it says' })
  sentences!: ReportWords[];

  @Classified('AUDIT')
  @Field(() => [ReportWords], {
    description: '表の列。表がなければ空 / Columns of its table; empty for none',
  })
  columns!: ReportWords[];

  @Classified('AUDIT')
  @Field(() => [[String]], {
    description: '表の行。数は十進 / Rows of its table, a cell a column; numbers in digits',
  })
  rows!: string[][];
}

@ObjectType({
  description:
    '報告書 (R130, R132, R136, R195)。住民の氏名・番号は含まない。/ A report; it names no resident',
})
export class ReportDocument {
  @Classified('AUDIT')
  @Field(() => ReportWords, { description: '題名 / Title' })
  title!: ReportWords;

  @Classified('AUDIT')
  @Field(() => String, { description: '根拠 / What it answers to' })
  cites!: string;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '対象期間の最初の日 / First day it is about' })
  from!: string;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '最後の日(含む) / Last day, included' })
  to!: string;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '作成日 / Day it was made on' })
  madeOn!: string;

  @Classified('AUDIT')
  @Field(() => [ReportSection], { description: '本文 / Sections' })
  sections!: ReportSection[];

  @Classified('AUDIT')
  @Field(() => String, { description: '全文 (Markdown、日英) / The whole, in Markdown and both languages' })
  markdown!: string;
}
