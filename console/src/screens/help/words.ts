import { catalogue } from '../../words/catalogue.js';

export const helpWords = catalogue({
  ja: {
    task: '知りたいこと',
    under: (who: string, purpose: string) => `使う人: ${who} ・ 利用目的: ${purpose}`,
    marks: '画面の見方',
    markWithheld:
      '斜線の「伏せています」は、あなたの権限・利用目的では表示しないものです。理由が横に出ます。',
    markAbsent: '「登録がありません」は、調べたが何も登録されていないものです。',
    markNoAnswer:
      '「応答がありません」は、そのシステムが応答していないものです。ほかの項目はそのまま使えます。',
    markRecord: '画面の下の記録番号を伝えると、監査担当とあなたが同じ操作について話せます。',
    markKeys: '「?」でキーの一覧が出ます。席を離れるときは F9 で画面を隠してください。',
    desks: '問い合わせ先',
    desksCaption: '本日開いている窓口',
    desk: '窓口',
    division: '担当',
    licences:
      '関所 Sekisho は Apache License 2.0 で公開されています。画面の部品にはデジタル庁デザインシステム(MIT)を使っています。',
  },
  en: {
    task: 'What you want to do',
    under: (who, purpose) => `For: ${who} · Purpose: ${purpose}`,
    marks: 'What the marks mean',
    markWithheld: 'Hatched and “Withheld”: not shown to you, or not under this purpose. Why is beside it.',
    markAbsent: '“Nothing is registered”: it was looked up, and there is none.',
    markNoAnswer: '“No answer”: that system does not answer. All else can be used.',
    markRecord: 'With the record number at the foot, the auditor and you speak of the same access.',
    markKeys: '“?” lists the keys. Hide the screen with F9 when you leave your seat.',
    desks: 'Whom to ask',
    desksCaption: 'Desks that are open today',
    desk: 'Desk',
    division: 'Division',
    licences:
      'Sekisho is published under the Apache License 2.0. Parts of the page are the Digital Agency’s design system (MIT).',
  },
});
