/**
 * The legacy tables as TypeORM entities that are TypeGraphQL's object types at once, as both documentations show it:
 * columns with transformers, parts as embedded entities.
 */
import 'reflect-metadata';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm';
import {
  compactDay,
  eraDay,
  eraMonth,
  hundredths,
  LegacyDay,
  manufacturerOf,
  millilitres,
  preExamOf,
  SETTING_COLUMN,
  settingOf,
  sexOf,
  statusOf,
  toEra,
  VACCINE_COLUMN,
  vaccineOf,
} from './legacy-values.js';

enum ResidentStatus {
  RESIDENT = 'RESIDENT',
  MOVED_OUT = 'MOVED_OUT',
  DECEASED = 'DECEASED',
  STRUCK_OFF = 'STRUCK_OFF',
  NON_RESIDENT_ENTRY = 'NON_RESIDENT_ENTRY',
  UNKNOWN = 'UNKNOWN',
}
enum Sex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  UNKNOWN = 'UNKNOWN',
}
enum DatePrecision {
  DAY = 'DAY',
  MONTH = 'MONTH',
  YEAR = 'YEAR',
  UNKNOWN = 'UNKNOWN',
}
export enum ImmunizationSetting {
  GROUP = 'GROUP',
  INDIVIDUAL = 'INDIVIDUAL',
  WORKPLACE = 'WORKPLACE',
}
enum PreExamResult {
  VACCINATED = 'VACCINATED',
  PRE_EXAM_ONLY = 'PRE_EXAM_ONLY',
}
registerEnumType(ResidentStatus, { name: 'ResidentStatus' });
registerEnumType(Sex, { name: 'Sex' });
registerEnumType(DatePrecision, { name: 'DatePrecision' });
registerEnumType(ImmunizationSetting, { name: 'ImmunizationSetting' });
registerEnumType(PreExamResult, { name: 'PreExamResult' });

const reads = <Stored, Value>(
  from: (stored: Stored) => Value,
  to: (value: Value) => Stored,
): ValueTransformer => ({ from, to });
/** Never written; in a condition it stands as the column has it. */
const readsOnly = <Stored, Value>(from: (stored: Stored) => Value): ValueTransformer => ({
  from,
  to: (stored: Stored) => stored,
});
const trimmed = readsOnly((text: string) => text.trimEnd());

@ObjectType()
export class PartialDate {
  @Field(() => String, { nullable: true })
  iso!: string | null;

  @Field(() => String, { nullable: true })
  wareki!: string | null;

  @Field(() => DatePrecision)
  precision!: string;
}

@ObjectType()
export class PersonName {
  @Field(() => String, { nullable: true })
  @Column({ name: 'SIMEI_KANJI', type: 'nvarchar' })
  kanji!: string;

  @Field(() => String, { nullable: true })
  @Column({ name: 'SIMEI_KANA', type: 'nvarchar' })
  kana!: string;

  @Field(() => String, { nullable: true })
  @Column({ name: 'TSUSHO', type: 'nvarchar', nullable: true })
  alias!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ name: 'ROMAJI', type: 'nvarchar', nullable: true })
  roman!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ name: 'KYUSI', type: 'nvarchar', nullable: true })
  former!: string | null;
}

@ObjectType()
@Entity('JUKI_KIHON')
export class Resident {
  @Field(() => ID)
  @PrimaryColumn({ name: 'ATENA_NO', type: 'character' })
  atenaNumber!: string;

  @Column({ name: 'SETAI_NO', type: 'character' })
  householdNumber!: string;

  @Column({ name: 'ZOKUGARA_CD', type: 'varchar' })
  relationship!: string;

  @Field(() => ResidentStatus, { nullable: true })
  @Column({ name: 'JUMIN_JOTAI', type: 'character', transformer: readsOnly(statusOf) })
  status!: string | null;

  @Field(() => Sex, { nullable: true })
  @Column({ name: 'SEIBETU_CD', type: 'character', transformer: readsOnly(sexOf) })
  sex!: string | null;

  @Field(() => PersonName, { nullable: true })
  @Column(() => PersonName, { prefix: false })
  name!: PersonName;

  @Field(() => PartialDate, { nullable: true })
  @Column({ name: 'UMARE_YMD', type: 'character', transformer: readsOnly(compactDay) })
  birthDate!: LegacyDay | null;

  @Field(() => PartialDate, { nullable: true })
  @Column({ name: 'JUMIN_YMD', type: 'character', transformer: readsOnly(compactDay) })
  residentSince!: LegacyDay | null;

  @Field(() => PartialDate, { nullable: true })
  @Column({ name: 'HIJUMIN_YMD', type: 'character', transformer: readsOnly(compactDay) })
  residentUntil!: LegacyDay | null;
}

@ObjectType()
export class Vaccine {
  @Field(() => String)
  code!: string;
}

@ObjectType()
export class PreExam {
  @Field(() => PreExamResult, { nullable: true })
  @Column({ name: 'yosin_kbn', type: 'character', transformer: reads(preExamOf, () => '1') })
  result!: string | null;
}

@ObjectType()
@Entity('kk_iryo')
export class MedicalInstitution {
  @PrimaryColumn({ name: 'iryo_cd', type: 'character' })
  code!: string;

  @Field(() => String, { nullable: true })
  @Column({ name: 'meisyo', type: 'nvarchar' })
  name!: string;
}

@ObjectType()
@Entity('kk_sessyu')
export class Immunization {
  @Field(() => ID)
  @PrimaryGeneratedColumn({ name: 'sessyu_id' })
  id!: number;

  @Column({ name: 'kojin_no', type: 'character' })
  healthNumber!: string;

  @Field(() => Int, { nullable: true })
  @Column({ name: 'kaisu', type: 'integer' })
  dose!: number;

  @Field(() => Vaccine, { nullable: true })
  @Column({
    name: 'yobou_cd',
    type: 'character',
    transformer: reads(vaccineOf, (vaccine) => VACCINE_COLUMN.get(vaccine?.code ?? '') ?? ''),
  })
  vaccine!: Vaccine | null;

  @Field(() => PartialDate, { nullable: true })
  @Column({
    name: 'sessyu_wymd',
    type: 'character',
    transformer: reads(eraDay, ({ iso }) => toEra(iso ?? '')),
  })
  date!: LegacyDay;

  @Field(() => String, { nullable: true })
  @Column({
    name: 'seikyu_wym',
    type: 'character',
    nullable: true,
    transformer: reads(eraMonth, (month) => month && toEra(month)),
  })
  billingMonth!: string | null;

  @Field(() => ImmunizationSetting, { nullable: true })
  @Column({
    name: 'syudan_kbn',
    type: 'character',
    transformer: reads(settingOf, (setting) => SETTING_COLUMN.get(setting ?? '') ?? ''),
  })
  setting!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ name: 'basyo', type: 'nvarchar', nullable: true })
  place!: string | null;

  @Field(() => PreExam, { nullable: true })
  @Column(() => PreExam, { prefix: false })
  preExam!: PreExam;

  @Column({ name: 'sessyu_iryo_cd', type: 'character', nullable: true })
  institutionCode!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ name: 'sessyu_isi', type: 'nvarchar', nullable: true })
  doctor!: string | null;

  /** Written as a code, read as a name. */
  @Field(() => String, { nullable: true })
  @Column({
    name: 'kaisya_cd',
    type: 'character',
    nullable: true,
    transformer: reads(manufacturerOf, (code) => code),
  })
  manufacturer!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ name: 'lot_no', type: 'varchar', nullable: true })
  lot!: string | null;

  @Field(() => Float, { nullable: true })
  @Column({
    name: 'ryou',
    type: 'character',
    nullable: true,
    transformer: reads(millilitres, (volume) => (volume === null ? null : hundredths(volume))),
  })
  doseMl!: number | null;

  @Column({ name: 'torikesi_flg', type: 'character' })
  withdrawn!: string;

  @Column({ name: 'toroku_id', type: 'character', nullable: true })
  recordedBy!: string | null;
}

@Entity('kk_kojin')
export class HealthPerson {
  @PrimaryColumn({ name: 'kojin_no', type: 'character' })
  healthNumber!: string;

  @Column({ name: 'umare_wymd', type: 'character', transformer: readsOnly(eraDay) })
  birthDate!: LegacyDay;
}

@Entity('T_GYOMU_ATENA')
export class SystemNumber {
  @PrimaryColumn({ name: 'GYOMU_KUBUN', type: 'character' })
  business!: string;

  @PrimaryColumn({ name: 'GYOMU_NO', type: 'character', transformer: trimmed })
  number!: string;

  @Column({ name: 'TOGO_NO', type: 'character' })
  togoNumber!: string;

  @Column({ name: 'YUKO_KUBUN', type: 'character' })
  current!: string;
}
