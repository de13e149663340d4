import { catalogue } from '../words/catalogue.js';

export const caseOfWorkWords = catalogue({
  ja: {
    number: (number: string) => `宛名番号 ${number}`,
    born: (day: string) => `${day}生`,
    more: (count: number) => `ほか${count}人`,
    closed: '対象者を表示する権限がありません',
    unknown: '対象者は分かりません(案件がないか、閉じています)',
  },
  en: {
    number: (number) => `address-name number ${number}`,
    born: (day) => `born ${day}`,
    more: (count) => `and ${count} more`,
    closed: 'you may not see whom it is about',
    unknown: 'whom it is about is not known (there is no such case, or it is closed)',
  },
});
