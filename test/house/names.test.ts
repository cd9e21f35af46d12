import { readFileSync, readdirSync } from 'node:fs'
import { createSourceFile, forEachChild, isIdentifier, isPrivateIdentifier, type Node, ScriptKind, ScriptTarget } from 'typescript'
import { expect, test } from 'vitest'

/** Verbs that meant five things each: never a word of a name. GLOSSARY.md, "Words of the code", says what to use instead. */
const NO_PART = new Set('say says said saying tell tells told telling teller ask asks asked asking asker'.split(' '))
/** Participles that say what happened to a thing and not what it is: never a whole name. */
const NO_NAME = new Set('seen kept given shown lack lacks heard spoken'.split(' '))

const partsOf = (name: string) => name.split(/(?<=[a-z0-9])(?=[A-Z])|_/u).map((part) => part.toLowerCase())
const isVague = (name: string) => NO_NAME.has(name.toLowerCase()) || partsOf(name).some((part) => NO_PART.has(part))

function vagueNamesIn(file: string, text: string): string[] {
  if (!(text.match(/[A-Za-z_$][\w$]*/gu) ?? []).some(isVague)) return [] // most files: nothing to parse
  const source = createSourceFile(file, text, ScriptTarget.ESNext, false, file.endsWith('x') ? ScriptKind.TSX : ScriptKind.TS)
  const found = new Set<string>()
  const visit = (node: Node) => {
    if ((isIdentifier(node) || isPrivateIdentifier(node)) && isVague(node.text)) found.add(`${file}: ${node.text}`)
    forEachChild(node, visit)
  }
  visit(source)
  return [...found]
}

test('名字用行业里的词：不用 say、tell、ask、seen、kept 一类一词多义的名字', () => {
  const files = ['src', 'test', 'e2e', 'bench', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const code = files.filter((file) => /\.(?:tsx?|mjs)$/u.test(file) && !file.includes('/fixtures/'))
  expect(code.length).toBeGreaterThan(500)
  expect(code.flatMap((file) => vagueNamesIn(file, readFileSync(file, 'utf8')))).toEqual([])
})

test.each([
  ['const said = 1', 'said'],
  ['type Asked = { a: 1 }', 'Asked'],
  ['f(error.told)', 'told'],
  ['const { setAsked } = x', 'setAsked'],
  ['const CELLS_ASKED = 1', 'CELLS_ASKED'],
  ['const x = { kept: 1 }', 'kept'],
])('看得出 %s', (text, name) => expect(vagueNamesIn('a.ts', text)).toEqual([`a.ts: ${name}`]))

test.each(['const task = mask', 'const isShown = seenAt', "const a = 'said' // told", 'const essay = 1', 'const foretell = 1'])(
  '%s 没有问题',
  (text) => expect(vagueNamesIn('a.ts', text)).toEqual([]),
)
