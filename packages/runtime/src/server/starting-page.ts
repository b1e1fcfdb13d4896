/** What the port shows until everything is ready: the present step, in both languages, reloading by itself. No scripts. */
export function startingPage(step: string): string {
  const safe = step.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="1"><meta name="viewport" content="width=device-width">
<title>Atelier</title><style>:root{color-scheme:light dark}body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center}p{opacity:.7}</style>
<h1>Atelier</h1><p>正在启动… · Starting…</p><p>${safe}</p></html>`
}
