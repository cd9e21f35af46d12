import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Room } from '../../src/kernel/declaration.ts'
import { ROOMS } from '../../src/kernel/rooms.ts'

/** Where the room that declares a table stands in the row of rooms. */
const PLACES = new Map(ROOMS.flatMap((room: Room, place) => Object.keys(room.tables ?? {}).map((table) => [table, place] as const)))

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*/g
const NAME = String.raw`(?:(?:district|shared)\.)?"?\w+"?(?:\s+(?:as\s+)?\w+)?`
/** SQL names tables after from, join and the like, and more of them after a comma. */
const LISTS = new RegExp(
  String.raw`\b(?:from|join|update|into|using|truncate|table)\s+(?:only\s+|lateral\s+)?(${NAME}(?:\s*,\s*${NAME})*)`,
  'gi',
)
/** A piece of SQL that is put behind such a word elsewhere begins with the table. */
const PIECES = /sql(?:<[^>]*>)?`\s*(\w+)(?=`|\s+(?:as\s+)?\w+\s*(?:join|left|cross|inner|,))/gi
/** Kysely's ways to read and to write. */
const CALLS = /(?:From|Into|Table|Join|using|table)\(\s*['"`](\w+)/g

type NamedTable = { readonly table: string; readonly line: number }

/** The declared tables that a text reads or writes, each with its line; comments do not count. */
export function tablesIn(text: string): NamedTable[] {
  const code = text.replace(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return [LISTS, PIECES, CALLS].flatMap((pattern) =>
    [...code.matchAll(pattern)].flatMap(({ 1: list = '', index }) =>
      list.split(',').flatMap((part) => {
        const table = /^\s*(?:(?:district|shared)\.)?"?(\w+)/.exec(part)?.[1]?.toLowerCase() ?? ''
        return PLACES.has(table) ? [{ table, line: code.slice(0, index).split('\n').length }] : []
      }),
    ),
  )
}

type TableReader = NamedTable & { readonly file: string; readonly room: string }

/** Every place of the rooms' code where SQL names a declared table. */
export const tableReaders = (root: string): TableReader[] =>
  ROOMS.flatMap(({ name: room }) =>
    codeOf(root, `src/features/${room}`).flatMap((file) =>
      tablesIn(readFileSync(join(root, file), 'utf8')).map((named) => ({ ...named, file, room })),
    ),
  )

const codeOf = (root: string, folder: string) =>
  !existsSync(join(root, folder)) // platform has no folder
    ? []
    : readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
        .map((file) => `${folder}/${file}`)

const placeOf = (room: string) => ROOMS.findIndex(({ name }) => name === room)
/** Whether a room may read a table: its own, or one of a room to its left. */
export const mayRead = (room: string, table: string): boolean => (PLACES.get(table) ?? 0) <= placeOf(room)

/** Every place where a room reads a table of a room to its right, as path:line table. */
export const readersNotToTheLeft = (root: string): string[] =>
  tableReaders(root)
    .filter(({ room, table }) => !mayRead(room, table))
    .map(({ file, line, table }) => `${file}:${line} ${table}`)
