import { defineTexts } from '@atelier/ui'

/** Texts of the sign-in page. */
export const signInTexts = defineTexts('signIn', {
  en: {
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Email or password is wrong.',
    tooMany: 'Too many attempts. Please wait a minute.',
    tagline: 'Your CRM, the way your team sells.',
    secondStep: 'One more step',
    code: 'Code',
    codeText: 'Type the six digits that your authenticator app shows.',
    recoveryCode: 'Recovery code',
    recoveryText: 'Type one of the recovery codes that you have kept. Each works once.',
    useRecovery: 'Use a recovery code',
    useApp: 'Use the authenticator app',
    back: 'Back',
  },
  'zh-CN': {
    title: '登录',
    email: '邮箱',
    password: '密码',
    submit: '登录',
    wrong: '邮箱或密码不对。',
    tooMany: '尝试次数太多，请等一分钟。',
    tagline: '你的团队怎么卖，CRM 就怎么搭。',
    secondStep: '还差一步',
    code: '验证码',
    codeText: '请输入身份验证器应用显示的六位数字。',
    recoveryCode: '恢复码',
    recoveryText: '请输入你保存的一个恢复码，每个只能用一次。',
    useRecovery: '使用恢复码',
    useApp: '使用身份验证器',
    back: '返回',
  },
})
