import { generateSecret, generateURI, verifySync } from 'otplib'
import { sha256 } from '#platform/session.ts'
import { randomWords } from '../accounts/passwords.ts'

const STEP_SECONDS = 30
const SECRET_BYTES = 20 // 160 bits

/** A new secret, in the letters that authenticators take. */
export const newSecret = () => generateSecret({ length: SECRET_BYTES })

/** What an authenticator reads from a QR code. */
export const uriOf = (secret: string, of: { readonly place: string; readonly login: string }) =>
  generateURI({ issuer: `闭环${of.place}`, label: of.login, secret, digits: 6, period: STEP_SECONDS })

/** The time step whose code this is: the present one or the one before; undefined: neither. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const found = verifySync({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), epochTolerance: [STEP_SECONDS, 0] })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}

const GROUPS = 4
const CODES = 10
/** Ten codes for the day on which the phone is lost: 79 bits each. */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, () => randomWords(GROUPS))

/** A code without what people put between its letters, in whatever width they typed it. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '')

/** A recovery code as it stands in the database: so long and so random that a plain hash is enough. */
export const recoveryHash = (person: string, code: string): string => sha256(`${person} ${plainCode(code)}`)
