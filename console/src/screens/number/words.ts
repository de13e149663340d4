import { catalogue } from '../../words/catalogue.js';

export const lookUpWords = catalogue({
  ja: {
    intro: '示された個人番号に完全に一致する住民を探します。回数は数えられ、記録されます。',
    card: '示された個人番号(12桁)',
    help: '入力中は伏せて表示し、送信すると消えます。',
    find: '探す',
    notTwelve: '12桁の数字を入力してください。',
    nobody: '該当する住民はいません。',
    onlyOfCase:
      '案件を選んでいる間は、その案件の対象者だけが見つかります。ほかの方は「利用目的を変える」から新しい案件を開き、番号で探してください。',
    found: '見つかった住民',
    kanji: '氏名',
    kana: 'カナ',
    birth: '生年月日・年齢',
    sex: '性別',
    number: '宛名番号',
  },
  en: {
    intro: 'Finds the resident with exactly this individual number. Each look-up is counted and on record.',
    card: 'Individual number shown (12 digits)',
    help: 'Masked while it is typed, and gone when it is sent.',
    find: 'Find',
    notTwelve: 'Type 12 digits.',
    nobody: 'No resident has this number.',
    onlyOfCase:
      'Under a case only its persons are found. For somebody else press “Change purpose”, open a new case and find them by the number there.',
    found: 'Resident found',
    kanji: 'Name',
    kana: 'Kana',
    birth: 'Born, age',
    sex: 'Sex',
    number: 'Address-name number',
  },
});
