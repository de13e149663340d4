import { catalogue } from '../../words/catalogue.js';

export const signInWords = catalogue({
  ja: {
    title: 'ログイン',
    ended: 'ログインが必要です',
    leaving: 'ログアウトしています。終わるとログインできます。',
    unconfirmed: 'ログアウトをゲートウェイに確認できていません',
    unconfirmedText:
      'この画面の内容は消しましたが、ログインはまだ残っているかもしれません。席を離れないでください。確認できるまで繰り返し試し、確認できるか、セッションの時間が切れると、ログインできます。',
    toProvider: '認証基盤でログインする',
    providerHelp: '職員用の認証(ID と手のひら静脈など)に移ります。',
    notSetUp:
      'この環境では画面からのログインが設定されていません。システム担当に連絡してください(SEKISHO_OIDC_CLIENT_ID)。',
    demoTitle: 'これはデモです',
    demoText: '架空の市と架空の住民です。アカウントを一つ選ぶと、その職員としてログインします。',
    demoToday: (day: string) =>
      `この市のきょうは ${day} です。期限や年齢も、日付の入力も、この日から数えます。`,
    demoNumber:
      'カードの番号で探したり照合したりするには、number-clerk で住民を開き、「個人番号」に番号を表示して使ってください。',
    accounts: 'アカウント',
    signInAs: (name: string) => `${name} でログイン`,
    worksFrom: (zones: string) => `使える接続元: ${zones}`,
    notFromHere: '(いまの接続元では、ほとんど何も見られません)',
    zoneHere: (zone: string) => `この画面は「${zone}」から開いています。`,
    zoneText:
      '何が見えるかは、接続元のネットワークでも変わります。デモでは、次のアドレスで開くと別のネットワークからの接続になります。本番にこの仕組みはありません。',
    here: 'いまここ',
    failed: 'ログインできませんでした',
  },
  en: {
    title: 'Sign in',
    ended: 'You need to sign in',
    leaving: 'Signing you out. You can sign in as soon as that is done.',
    unconfirmed: 'The gateway has not confirmed that you are signed out',
    unconfirmedText:
      'This page is empty, but you may still be signed in: do not leave your seat. It is tried until the gateway answers; you can sign in then, or when the time of the session has run out.',
    toProvider: 'Sign in at the identity provider',
    providerHelp: 'Leads to the sign-in for staff (user id, palm vein and so on).',
    notSetUp: 'Signing in from the page is not set up here. Tell the system desk (SEKISHO_OIDC_CLIENT_ID).',
    demoTitle: 'This is a demo',
    demoText: 'The city and its residents are invented. Choose an account to sign in as that person.',
    demoToday: (day) =>
      `In this city it is ${day}: ages and due days are counted from that day, and days that you enter are compared with it.`,
    demoNumber:
      'To find or verify somebody by the number on a card, open a resident as number-clerk and have their individual number shown.',
    accounts: 'Accounts',
    signInAs: (name) => `Sign in as ${name}`,
    worksFrom: (zones) => `Works from: ${zones}`,
    notFromHere: '(from where you are now, next to nothing opens)',
    zoneHere: (zone) => `This page is open from: ${zone}.`,
    zoneText:
      'What can be seen depends on the network one comes from, too. In the demo each of these addresses comes from another network. Production has nothing of the kind.',
    here: 'you are here',
    failed: 'The sign-in failed',
  },
});
