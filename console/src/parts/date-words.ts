import { catalogue } from '../words/catalogue.js';

export const dateWords = catalogue({
  ja: {
    era: '元号',
    year: '年',
    month: '月',
    day: '日',
    eras: { 西暦: '西暦', 令和: '令和', 平成: '平成', 昭和: '昭和', 大正: '大正', 明治: '明治' },
    noSuchDay: '年月日を確かめてください。',
    turnedRound: '終わりの日が、始めの日より前です。',
  },
  en: {
    era: 'Era',
    year: 'year',
    month: 'month',
    day: 'day',
    eras: {
      西暦: 'Common era',
      令和: 'Reiwa',
      平成: 'Heisei',
      昭和: 'Showa',
      大正: 'Taisho',
      明治: 'Meiji',
    },
    noSuchDay: 'Check year, month and day.',
    turnedRound: 'The last day is before the first.',
  },
});
