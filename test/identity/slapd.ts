import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { inject } from 'vitest'
import { freePort } from './free-port.ts'

const SLAPD = '/usr/sbin/slapd'
const SCHEMAS = ['core', 'cosine', 'inetorgperson'].map((name) => `/etc/ldap/schema/${name}.schema`)
export const BASE = 'dc=example,dc=cn'
export const READER = { dn: `cn=reader,${BASE}`, password: 'reader-password-7' }

const person = (uid: string, password: string) =>
  [
    `dn: uid=${uid},ou=people,${BASE}`,
    'objectClass: inetOrgPerson',
    `uid: ${uid}`,
    `cn: ${uid}`,
    `sn: ${uid}`,
    `userPassword: ${password}`,
  ].join('\n')

const entries = (people: Readonly<Record<string, string>>) =>
  [
    `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\no: example\ndc: example`,
    `dn: ou=people,${BASE}\nobjectClass: organizationalUnit\nou: people`,
    `dn: ${READER.dn}\nobjectClass: person\ncn: reader\nsn: reader\nuserPassword: ${READER.password}`,
    ...Object.entries(people).map(([uid, password]) => person(uid, password)),
  ].join('\n\n')

/** A real directory of OpenLDAP on a loopback port, plain with StartTLS and by TLS; anonymous binds are taken as they commonly are. */
export async function startSlapd(people: Readonly<Record<string, string>>) {
  if (!existsSync(SLAPD)) throw new Error('缺少 slapd：本测试要用真实的 LDAP 服务器。请执行 apt-get install -y slapd 后再运行')
  const folder = mkdtempSync(join(inject('scratch'), 'slapd-'))
  mkdirSync(join(folder, 'data'))
  const tls = join(process.cwd(), 'test/fixtures/tls')
  const config = join(folder, 'slapd.conf')
  writeFileSync(
    config,
    [
      ...SCHEMAS.map((file) => `include ${file}`),
      'modulepath /usr/lib/ldap',
      'moduleload back_mdb',
      'allow bind_anon_cred bind_anon_dn',
      `TLSCertificateFile ${tls}/cert.pem`,
      `TLSCertificateKeyFile ${tls}/key.pem`,
      `pidfile ${folder}/slapd.pid`,
      'database mdb',
      'maxsize 10485760',
      `suffix "${BASE}"`,
      `rootdn "cn=admin,${BASE}"`,
      `directory ${folder}/data`,
      'access to attrs=userPassword by anonymous auth by * none',
      'access to * by * read',
      '',
    ].join('\n'),
  )
  writeFileSync(join(folder, 'people.ldif'), `${entries(people)}\n`)
  execFileSync('/usr/sbin/slapadd', ['-f', config, '-l', join(folder, 'people.ldif')], { stdio: 'pipe' })
  const [plain, encrypted] = [await freePort(), await freePort()]
  const urls = { plain: `ldap://127.0.0.1:${plain}`, encrypted: `ldaps://127.0.0.1:${encrypted}` }
  // -d keeps it in the foreground, so that it ends with the test
  const server = spawn(SLAPD, ['-d', '0', '-f', config, '-h', `${urls.plain}/ ${urls.encrypted}/`], { stdio: 'ignore' })
  await listening(plain, server)
  const stop = () =>
    new Promise<void>((done) => {
      server.once('exit', () => done())
      server.kill('SIGTERM')
    })
  return {
    ...urls,
    ca: readFileSync(join(tls, 'cert.pem')),
    stop,
    pause: () => server.kill('SIGSTOP'),
    resume: () => server.kill('SIGCONT'),
  }
}

/** Until somebody takes connections there; the process that ended before never will. */
async function listening(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`slapd ended with ${server.exitCode}`)
    const open = await new Promise<boolean>((answer) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), answer(true)))
      socket.once('error', () => answer(false))
    })
    if (open) return
    await new Promise((next) => setTimeout(next, 20))
  }
}
