import { defineTexts } from '@atelier/ui'

/** Texts of the page behind a link to set a password. */
export const inviteTexts = defineTexts('invite', {
  en: {
    title: 'Welcome, {{name}}',
    text: 'Choose a password for {{email}}. You sign in with both from now on.',
    password: 'Password',
    passwordHelp: 'At least 8 characters',
    submit: 'Set the password and sign in',
    endedTitle: 'This link does not work any more',
    endedText: 'It was used already, or has expired. Ask whoever sent it for a new one.',
    toSignIn: 'To the sign-in page',
  },
  'zh-CN': {
    title: '{{name}}，欢迎',
    text: '请为 {{email}} 设置密码，以后用它们登录。',
    password: '密码',
    passwordHelp: '至少 8 个字符',
    submit: '设置密码并登录',
    endedTitle: '链接已失效',
    endedText: '它已被使用或已过期，请向发送者索取新的链接。',
    toSignIn: '前往登录',
  },
})
