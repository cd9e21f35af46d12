import { expect } from 'vitest'
import type { Situation, StoredEntry } from '#features/closeout/domain/situation.ts'
import { type Who, person } from './closeout-fixture.ts'
import type { World } from './closeout-world.ts'

const validEntry = (s: Situation, step: string, act: string) =>
  s.running?.entries.findLast((line) => line.step === step && line.act === act && line.voidedOn === null)
const FIT: Readonly<Record<string, readonly Who[]>> = { unit: ['leadHead'], office: ['officer', 'officer2'], leader: ['leader'] }
const isOneOf = (line: { readonly signatoryId: string } | undefined, list: readonly Who[] = []) =>
  list.some((name) => person(name) === line?.signatoryId)

/** What must hold of every closing, said without the rules that are tested. */
export function holdsAtClosing({ s, outcome }: World['closings'][number]): void {
  expect(s.measures.length).toBeGreaterThan(0)
  holdsOfVerification(s)
  holdsOfNotice(s)
  const doers = new Set(s.doers.map(({ id }) => id))
  for (const step of ['unit', 'office']) expect(isOneOf(validEntry(s, step, 'opinion'), FIT[step])).toBe(true)
  for (const signed of [outcome.entry, validEntry(s, 'office', 'opinion')]) expect(doers.has(signed?.signatoryId ?? '')).toBe(false)
  expect(isOneOf(outcome.entry, FIT['leader'])).toBe(true)
  const signed = ['unit opinion', 'verify verification', 'office opinion', 'notice notice', 'notice notice_end']
  for (const [step = '', act = ''] of signed.map((name) => name.split(' '))) expect(validEntry(s, step, act)?.seal).toBe(s.seal)
}

function holdsOfVerification(s: Situation): void {
  const verification = validEntry(s, 'verify', 'verification')
  const found = verification?.facts.verification
  expect(verification?.verdict).toBe('pass')
  expect(isOneOf(verification, ['verifier', 'verifier2', 'paper'])).toBe(true)
  holdsWhileVerified(s)
  for (const { id, proof } of s.measures) {
    const line = found?.lines.find(({ measureId }) => measureId === id)
    expect(line?.verdict).toBe('accepted')
    expect(line?.acceptedIds.some((file) => proof.includes(file))).toBe(true)
  }
}

function holdsOfNotice(s: Situation): void {
  const ended = validEntry(s, 'notice', 'notice_end')
  expect(ended?.verdict).toBe('pass')
  expect((ended?.on ?? '') > (validEntry(s, 'notice', 'notice')?.facts.notice?.to ?? '9999')).toBe(true)
}

const counts = (line: StoredEntry) => line.verdict === 'return' || line.verdict === 'fail'
/** A verification that stands was made by others than the doers, on proof that is there. */
function holdsWhileVerified(s: Situation): void {
  const found = s.running?.entries.findLast((line) => line.voidedOn === null && line.act === 'verification' && line.verdict === 'pass')
  const memberIds: readonly string[] = found?.facts.verification?.memberIds ?? []
  const lines = found?.facts.verification?.lines ?? []
  expect(s.doers.filter(({ id }) => memberIds.includes(id))).toEqual([])
  for (const { acceptedIds } of lines) expect(acceptedIds.length).toBeGreaterThan(0)
  if (found) expect(new Set(memberIds).size).toBeGreaterThanOrEqual(2)
}
/** What must hold after every step of a story. */
export function holdsAlways(world: World): void {
  const s = world.situation()
  const signed = (world.file?.entries ?? []).filter(
    (line) => line.voidedOn === null && (line.verdict === 'agree' || line.verdict === 'pass' || line.act === 'notice'),
  )
  if (world.state === 'in_closeout') holdsWhileVerified(s)
  if (world.state === 'in_closeout') expect(signed.filter((line) => line.seal !== s.seal)).toEqual([])
  if (world.state === 'open') expect(signed).toEqual([])
  expect(world.returns).toBe((world.file?.entries ?? []).filter(counts).length)
  expect(world.state === 'in_closeout').toBe(world.step !== null && world.step !== 'filing')
}
