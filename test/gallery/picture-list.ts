import type { Place } from './places.ts'

type Picture = { readonly place: Place; readonly file: string; readonly said: string }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** One page that shows all pictures, those of a page side by side. */
export function pictureList(pictures: readonly Picture[]): string {
  const groups = Map.groupBy(pictures, ({ place }) => place.group)
  const sections = [...groups].map(([group, inGroup]) => {
    const pages = [...Map.groupBy(inGroup, ({ place }) => place.path)].map(
      ([path, same]) =>
        `<h3>${escaped(path)}</h3><div>${same
          .map(
            ({ file, said }) =>
              `<a href="${file}"><img src="${file}" loading="lazy" alt="${escaped(`${path} ${said}`)}"></a>`,
          )
          .join('')}</div>`,
    )
    return `<h2>${escaped(group)}</h2>${pages.join('')}`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>body{font:14px system-ui;margin:24px}div{display:flex;gap:8px;flex-wrap:wrap}img{height:260px;border:1px solid #ccc}</style>
${sections.join('\n')}</html>
`
}
