import { defineTexts } from '@atelier/ui'

/** What is said about the connection. */
export const connectionTexts = defineTexts('connection', {
  en: {
    away: 'The connection is lost. What you see may be old; what you change is kept here and sent when it is back.',
    awayWaiting_one: 'The connection is lost. {{count}} change waits on this device.',
    awayWaiting_other: 'The connection is lost. {{count}} changes wait on this device.',
    dropWaiting: 'Discard',
    reconnected: 'Connected again',
    reconnectedSending_one: 'Connected again, {{count}} change is sent',
    reconnectedSending_other: 'Connected again, {{count}} changes are sent',
  },
  'zh-CN': {
    away: '网络断开。看到的可能不是最新；你的修改会存在这台设备上，连上后自动补传。',
    awayWaiting_other: '网络断开，{{count}} 处修改存在这台设备上',
    dropWaiting: '放弃修改',
    reconnected: '已重新连接',
    reconnectedSending_other: '已重新连接，正在补传 {{count}} 处修改',
  },
})
