import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Encrypts what only few may read. `place` names the row and column: what is moved elsewhere does not open. */
export type SecretBox = {
  /** Which key it is, without the key. */
  readonly keyId: string
  readonly seal: (text: string, place: string) => Buffer
  /** Undefined where the key is another or a byte was changed. */
  readonly open: (sealed: Uint8Array, place: string) => string | undefined
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: nonce, tag and text in one. @internal tests have a key of their own */
export function secretBoxOf(key: Uint8Array): SecretBox {
  if (key.length !== KEY_BYTES) throw new Error(`a key has ${KEY_BYTES} bytes`)
  return {
    keyId: createHash('sha256').update(key).digest('hex').slice(0, 16),
    seal: (text, place) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place, 'utf8'))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed, place) => {
      const [nonce, tag, body] = [
        sealed.subarray(0, NONCE_BYTES),
        sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES),
        sealed.subarray(NONCE_BYTES + TAG_BYTES),
      ]
      if (tag.length !== TAG_BYTES) return undefined
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(place, 'utf8')).setAuthTag(tag)
      try {
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return undefined // the tag does not fit
      }
    },
  }
}

/** Where the key of a data folder is: in it, or where BIHUAN_SEAL_KEY_FILE says. */
export const sealKeyFileOf = (folder: string) => process.env['BIHUAN_SEAL_KEY_FILE'] ?? join(folder, 'keys', 'complainants.key')

/** Which key a data folder has, without the key; undefined: none. */
export function sealKeyIdOf(folder: string): string | undefined {
  const file = sealKeyFileOf(folder)
  return existsSync(file) ? secretBoxOf(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')).keyId : undefined
}

/**
 * The box of an installation. Its key is made where there is none yet and nothing is sealed; where something is, a new key would open nothing,
 * so the program does not start without the old one.
 */
export function openSecretBox(folder: string, isUsed: boolean): SecretBox {
  const file = sealKeyFileOf(folder)
  if (!existsSync(file)) {
    if (isUsed)
      throw new Error(
        `数据库里有封存的举报人信息或两步验证的密钥，但没有密钥文件：${file}\n办法：请把密钥文件放回原处（只有它能打开这些信息），或用 BIHUAN_SEAL_KEY_FILE 指明它在哪里。数据未作任何改动`,
      )
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== KEY_BYTES || key.every((byte) => byte === key[0]))
    throw new Error(`密钥文件的内容不对：${file}\n办法：请放回原来的密钥文件。数据未作任何改动`)
  return secretBoxOf(key)
}
