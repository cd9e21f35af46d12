import { CallError } from '#ui/api-client.ts'

/** What to say of a call that brought nothing: the server's own words, of the field they concern first. */
export const refusalWords = (error: unknown): string =>
  error instanceof CallError ? (error.fields[0]?.message ?? error.message) : '没有保存，请再试一次'
