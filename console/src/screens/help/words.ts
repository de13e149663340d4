import { catalogue } from '../../words/catalogue.js';

export const helpWords = catalogue({
  ja: {
    parts: '使い方の項目',
    part: { tasks: '業務の手順', keys: 'キー', desks: '問い合わせ先', about: '版とライセンス' },
    task: '業務',
    desk: '窓口',
    division: '所属',
    telephone: '電話番号',
    noTelephone: '登録がありません',
    ring: '画面に出た「記録番号」又は「要求番号」を伝えてください。氏名や個人番号は伝えないでください。',
    version: (version: string) => `関所 Sekisho ${version}(Apache License 2.0)`,
    notice: '組み込んでいるソフトウェアのライセンス',
    noNotice: 'ライセンスの一覧を読み込めません。もう一度開いてください。',
  },
  en: {
    parts: 'Parts of the help',
    part: { tasks: 'How tasks are done', keys: 'Keys', desks: 'Whom to ring', about: 'Version and licences' },
    task: 'Task',
    desk: 'Desk',
    division: 'Division',
    telephone: 'Telephone',
    noTelephone: 'none on file',
    ring: 'Read out the record or request number on the screen. Tell no name and no individual number.',
    version: (version) => `Sekisho ${version} (Apache License 2.0)`,
    notice: 'Licences of the software within',
    noNotice: 'The list of licences cannot be read. Open it again.',
  },
});
