import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Naming } from './architecture/branches.ts'
import { branchesOn } from './architecture/branches.ts'
import {
  drawers,
  drawing,
  fieldTypeRegistries,
  onNode,
  onReact,
  outsideWorld,
  registries,
  rooms,
} from './architecture/house.ts'
import { fieldTypeNames, otherTypes, templateEntityNames } from './architecture/names.ts'
import { circles, manifestOf, packageOf, resolve, roomOf } from './architecture/resolve.ts'
import { filesBelow, importsOf, readSources, root, withoutComments } from './architecture/sources.ts'

const sources = readSources()
const products = sources.filter((source) => !source.isTest)

/** One line per import that breaks a rule. */
function offences(breaks: (source: (typeof products)[number], from: string, typeOnly: boolean) => boolean): string[] {
  return products.flatMap((source) =>
    source.imports
      .filter(({ from, typeOnly }) => breaks(source, from, typeOnly))
      .map(({ from }) => `${source.file} imports ${from}`),
  )
}

test('every package is a room of the house, and every room is there', () => {
  expect(readdirSync(path.join(root, 'packages')).sort()).toEqual(Object.keys(rooms).sort())
})

test('imports follow the arrows between packages', () => {
  expect(
    offences((source, from, typeOnly) => {
      const target = roomOf(from)
      const room = rooms[source.room]
      if (target === undefined || target === source.room || room === undefined) return false
      if (room.imports.includes(target) || (typeOnly && room.types?.includes(target))) return false
      return !(source.isUi && target === 'ui')
    }),
  ).toEqual([])
})

test('the React half of a package is imported by React halves and pages alone, its SQL half never by them', () => {
  expect(
    offences((source, from) => {
      const entry = roomOf(from) === undefined ? undefined : packageOf(from)?.entry
      const draws = source.isUi || onReact.includes(source.room)
      return (entry === './ui' && !draws) || (entry === './sql' && draws)
    }),
  ).toEqual([])
  expect(
    offences((source, from) => {
      if (source.isUi || onReact.includes(source.room) || !from.startsWith('.')) return false
      return /\/src\/ui\/|\/ui\.tsx?$/.test(resolve(source, from) ?? '')
    }),
  ).toEqual([])
})

test('a package reaches others by their names, never by a path into their folders', () => {
  expect(
    offences((source, from) => {
      if (!from.startsWith('.')) return false
      const target = path.posix.join(path.posix.dirname(source.file), from)
      return !target.startsWith(`packages/${source.room}/`)
    }),
  ).toEqual([])
})

test('each package.json names what its package imports, and nothing against the arrows', () => {
  const undeclared = offences((source, from) => {
    const target = packageOf(from)
    if (target === undefined || target.name === `@atelier/${source.room}`) return false
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(source.room)
    const names = [target.name, `@types/${target.name}`]
    return !names.some((name) => Object.hasOwn(dependencies, name) || Object.hasOwn(optionalDependencies, name))
  })
  expect(undeclared).toEqual([])
  const against = Object.entries(rooms).flatMap(([name, room]) => {
    const hasUi = sources.some((source) => source.room === name && source.isUi) || manifestOf(name).exports?.['./ui']
    const allowed = new Set([...room.imports, ...(room.types ?? []), ...(hasUi ? ['ui'] : [])])
    return Object.keys(manifestOf(name).dependencies ?? {}).filter((dependency) => {
      const target = roomOf(dependency)
      return target !== undefined && !allowed.has(target)
    })
  })
  expect(against).toEqual([])
})

test('no files import each other in a circle', () => {
  const graph = new Map(
    sources.map((source) => [
      source.file,
      source.imports.flatMap(({ from, typeOnly }) => (typeOnly ? [] : (resolve(source, from) ?? []))),
    ]),
  )
  expect(circles(graph).map((circle) => circle.join(' → '))).toEqual([])
})

test('only the runtime and the command line use Node’s own modules', () => {
  expect(offences((source, from) => from.startsWith('node:') && !onNode.includes(source.room))).toEqual([])
})

test('only the runtime speaks to a database, a network or a mail server', () => {
  expect(
    offences((source, from) => source.room !== 'runtime' && outsideWorld.test(packageOf(from)?.name ?? '')),
  ).toEqual([])
})

test('React stays in the kit, the pages and the React halves', () => {
  expect(
    offences(
      (source, from) => !source.isUi && !onReact.includes(source.room) && drawing.test(packageOf(from)?.name ?? ''),
    ),
  ).toEqual([])
  const outside = products.filter(({ file, room, isUi }) => file.endsWith('.tsx') && !isUi && !onReact.includes(room))
  expect(outside.map(({ file }) => file)).toEqual([])
})

test('no folder or file is a drawer for whatever has no place', () => {
  const names = ['packages', 'test', 'scripts']
    .flatMap(filesBelow)
    .flatMap((file) => file.split('/').flatMap((part) => (drawers.includes(part.replace(/\..*$/, '')) ? [file] : [])))
  expect(names).toEqual([])
})

test('files are kebab-case, React components PascalCase', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config|\.d)?\.(ts|tsx|mjs|css)$/
  const pascal = /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/
  const wrong = [...sources.map(({ file }) => file), ...filesBelow('scripts'), ...filesBelow('test')].filter((file) => {
    const name = path.posix.basename(file)
    return /\.(ts|tsx|mjs)$/.test(name) && !kebab.test(name) && !pascal.test(name)
  })
  expect(wrong).toEqual([])
})

test('no type is switched off', () => {
  const escapes = /[:<|]\s*any\b(?!\s*[(.'-])|\bas\s+any\b|\bany\[\]/
  const found = sources.flatMap(({ file, code }) =>
    code.split('\n').flatMap((line, index) => (escapes.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
  const silenced = sources.filter(({ file }) =>
    /@ts-(ignore|expect-error|nocheck)/.test(readFileSync(path.join(root, file), 'utf8')),
  )
  expect(silenced.map(({ file }) => file)).toEqual([])
})

type Asked = { readonly file: string; readonly line: number; readonly code: string }

/** Every branch on a name. */
const branchesIn = (files: readonly { readonly file: string }[], naming: Naming): readonly Asked[] =>
  files.flatMap(({ file }) =>
    branchesOn(file, readFileSync(path.join(root, file), 'utf8'), naming).map((branch) => ({ file, ...branch })),
  )
const inWords = (asked: readonly Asked[]) => asked.map(({ file, line, code }) => `${file}:${line}: ${code}`)

test('nothing asks for a field type by its name outside the folder of that type: what it is stands in its registry entry', () => {
  const home = fieldTypeRegistries.flatMap(({ folder, listedIn }) => [`${folder}/`, ...listedIn])
  // The rule language knows kinds of values, not fields.
  const outside = products.filter(({ file, room }) => room !== 'rules' && !home.some((place) => file.startsWith(place)))
  const asked = branchesIn(outside, fieldTypeNames)
  const isOther = ({ file, code }: Asked) =>
    otherTypes.some((other) => other.file === file && code.includes(other.code))
  expect(inWords(asked.filter((each) => !isOther(each)))).toEqual([])
  const needless = otherTypes.filter(
    ({ file, code }) => !asked.some((each) => each.file === file && each.code.includes(code)),
  )
  expect(needless, 'no longer there').toEqual([])
})

test('nothing asks for an entity of a template by its name', () => {
  expect(templateEntityNames.names.size).toBeGreaterThan(5)
  expect(inWords(branchesIn(products, templateEntityNames))).toEqual([])
})

test.each(registries)(
  'every extension in $folder is listed in $listedIn',
  ({ folder, each, listedIn, part, besides = [] }) => {
    expect(existsSync(path.join(root, folder))).toBe(true)
    const extensions = readdirSync(path.join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() === (each === 'folder') && !/\.test\.tsx?$/.test(entry.name))
      .filter(({ name }) => !besides.includes(name) && !listedIn.includes(`${folder}/${name}`))
      .map(({ name }) => `${folder}/${name}`)
      .filter((name) => part === undefined || existsSync(path.join(root, name, part)))
    expect(extensions.length).toBeGreaterThan(0)
    for (const registry of listedIn) {
      const imported = importsOf(withoutComments(readFileSync(path.join(root, registry), 'utf8'))).map(({ from }) =>
        path.posix.join(path.posix.dirname(registry), from),
      )
      const missing = extensions.filter(
        (name) => !imported.some((file) => file === name || file.startsWith(`${name}/`)),
      )
      expect(missing, `not imported by ${registry}`).toEqual([])
    }
  },
)

test('the reader of imports sees every form, and no comment', () => {
  const text = withoutComments(`
    import a, { b } from 'one'
    import type { C } from 'two'
    // import d from 'never'
    /* import e from 'never' */
    export {
      f,
    } from 'three'
    export type { G } from "four"
    import 'five'
    const h = await import('six')
    type I = import('seven').Thing
    const text = 'https://example.com' // import j from 'never'
  `)
  expect(importsOf(text)).toEqual([
    { from: 'one', typeOnly: false },
    { from: 'two', typeOnly: true },
    { from: 'three', typeOnly: false },
    { from: 'four', typeOnly: true },
    { from: 'five', typeOnly: false },
    { from: 'six', typeOnly: false },
    { from: 'seven', typeOnly: true },
  ])
  expect(
    circles(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
        ['d', ['a']],
      ]),
    ),
  ).toEqual([['a', 'b', 'c', 'a']])
})

test('the reader of branches sees every way to ask for a name, and no mere mention of one', () => {
  const asked = (text: string) => branchesOn('any.tsx', text, fieldTypeNames).length
  for (const text of [
    "if (field.type === 'money') pay()",
    "const isStage = 'stage' !== field.type.key",
    "const amount = fields.find((field) => (field.result ?? field.type) === 'money')",
    "const kind = field.result ?? field.type\nif (kind === 'money') pay()",
    "const { type: kind } = field\nif (kind === 'money') pay()",
    "switch (field.type) { case 'choice': break }",
    "const wide = new Set(['longText', 'lines'])\nconst isWide = (field: F) => wide.has(field.type)",
    "const isNumber = ['number', 'percent'].includes(field?.result ?? field.type)",
    'const width = { date: 124, boolean: 88 }[field.type] ?? 160',
    "const icons: Record<string, Icon> = { 'text': A }\nconst Icon = icons[field.type]",
    "const byType = new Map([['text', A]])\nconst Icon = byType.get(field.type)",
    "if (type.startsWith('reference')) point()",
    "const families = [['text', 'email'], ['user']]\nconst kin = families.some((family) => family.includes(a.type))",
    "const telling = ['money', 'date']\nconst told = telling.flatMap((each) => own.find((field) => field.type === each) ?? [])",
  ])
    expect(asked(text), text).toBe(1)
  for (const text of [
    "const field = { id: 'fld_a', key: 'amount', type: 'money' }",
    "if (type.kind === 'money') pay()",
    "if (fieldType(field.type)?.storage === 'rows') add()",
    "const found = <input type='email' name='text' />",
    "// field.type === 'money'",
  ])
    expect(asked(text), text).toBe(0)
  const named = (text: string) => branchesOn('any.ts', text, templateEntityNames).length
  expect(named("if (entity.key === 'opportunity') sell()")).toBe(1)
  expect(named("const account = model.entities.get('account')")).toBe(1)
  expect(named("const kinds = ['lead']\nif (kinds.includes(record.entity)) call()")).toBe(1)
  expect(named("const kind = 'activity'\nif (item.kind === 'activity') show()")).toBe(0)
})
