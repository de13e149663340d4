import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SUBJECT, withSubject, type HasSubject } from '../../src/guard/subject.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { LABEL } from '../../src/policy/terms.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { Caution, SupportMeasures, type SupportMeasuresTerm } from './protection.type.js';
import { Resident } from './resident.type.js';

/** Closed of whoever must not be found; there is one of each person, so that whoever asks for it finds it closed. */
const TELL_TALE = ['Resident.address', 'Resident.memo'];

const TEXTS = {
  ask: {
    textJa: '案内や回答の前に、上司に確認してください。',
    textEn: 'Ask your supervisor before you tell or hand out anything.',
  },
  nothing: { textJa: '特別な注意はありません。', textEn: 'Nothing special.' },
};

@Resolver(() => Resident)
export class ResidentProtectionResolver {
  /**
   * A function of what the caller could tell anyway: of an item that is open to them of others and closed of this person.
   * Whoever has no such item is told nothing special of anybody, so that a caution gives away no more than they may know.
   */
  @Classified('BASIC')
  @FieldResolver(() => Caution, {
    nullable: true,
    description:
      '取扱いの注意。この利用者に開く項目がこの人について閉じているとき、上司への確認を促す。理由は示さない。/ Ask the supervisor: some item that is open to the caller of others is closed of this person. Never why',
  })
  caution(@Root() { [SUBJECT]: subject }: ResidentNode, @Ctx() { guard }: RequestContext): HasSubject {
    const ask = guard.closesForPerson(TELL_TALE, subject.labels);
    return withSubject(subject, { ask, ...(ask ? TEXTS.ask : TEXTS.nothing) });
  }

  // Called as the caution in what a person is handed: that it was looked into tells of them no more than any page does.
  @Classified('PROTECTION')
  @FieldResolver(() => SupportMeasures, {
    nullable: true,
    description:
      '取扱いの注意。支援措置の対象か (R196, R202)。課長と個人番号利用事務担当が、案件により一人ずつ確かめる。/ Whether a support measure covers the person: for the head and number clerks, under a case, one person at a time',
  })
  supportMeasures(@Root() { [SUBJECT]: subject }: ResidentNode): HasSubject {
    const has = (label: number): boolean => (subject.labels & label) !== 0;
    const state: keyof typeof SupportMeasuresTerm = has(LABEL.SUPPORT_MEASURES)
      ? 'COVERED'
      : has(LABEL.SHARED_HOME)
        ? 'SAME_HOME'
        : 'NONE';
    return withSubject(subject, { state });
  }
}
