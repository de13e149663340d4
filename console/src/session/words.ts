import { catalogue } from '../words/catalogue.js';

/** Why something ended without the gateway's own words for it. */
export const sessionWords = {
  purposeElsewhere: {
    ja: '別のタブで利用目的が選び直されたため、この画面を閉じました。もう一度利用目的を選んでください。',
    en: 'A purpose was chosen in another tab, so this one was emptied. Choose a purpose again.',
  },
  timeUp: {
    ja: '操作がなかったため、セッションを終了しました。もう一度ログインしてください。',
    en: 'The session has ended because nothing was done. Sign in again.',
  },
  loginElsewhere: {
    ja: 'このブラウザーで別のログインがあったため、この画面を終了しました。ページを読み直すか、もう一度ログインしてください。',
    en: 'There was another sign-in in this browser, so this page has ended. Load it anew or sign in again.',
  },
  ranOut: {
    ja: 'ゲートウェイからログアウトの確認は得られませんでしたが、セッションの時間は切れています。',
    en: 'The gateway has not confirmed that you are signed out, but the time of the session has run out.',
  },
  signedOut: { ja: 'ログアウトしました。', en: 'You have signed out.' },
} as const;

export const countdownWords = catalogue({
  ja: {
    left: (minutes: number, seconds: string) => `残り ${minutes}:${seconds}`,
    title: 'まもなくセッションが終わります',
    text: '操作がないため、このままでは自動的にログアウトします。画面の内容と入力中の内容は消えます。',
    spoken: (seconds: number) => `あと${seconds}秒でログアウトします。`,
    stay: '続けて使う',
    leave: 'ログアウト',
  },
  en: {
    left: (minutes, seconds) => `${minutes}:${seconds} left`,
    title: 'Your session is about to end',
    text: 'Nothing was done for a while. You will be signed out, and what is on the screen or typed is gone.',
    spoken: (seconds) => `You will be signed out in ${seconds} seconds.`,
    stay: 'Stay signed in',
    leave: 'Sign out',
  },
});
