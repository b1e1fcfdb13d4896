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
  },
  'zh-CN': {
    title: '登录',
    email: '邮箱',
    password: '密码',
    submit: '登录',
    wrong: '邮箱或密码不对。',
    tooMany: '尝试次数太多，请等一分钟。',
    tagline: '你的团队怎么卖，CRM 就怎么搭。',
  },
})
