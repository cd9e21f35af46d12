import { SEAT_NAMES, aSource } from '../people.ts'
import { readsOf, unansweredOf } from '../house/addresses.ts'
import { textsIn } from '../house/texts-in.ts'
import { testServer } from '../server.ts'

/** One of a kind each, in columns of their own and inside texts. */
export const CANARIES = {
  name: '甄铭泽',
  phone: '13877770001',
  idNumber: '110101199003077715',
  address: '玉兰花园七栋',
  workplace: '鼎盛纺织三车间',
  textName: '梁沐辰',
  textPhone: '13977770002',
  textId: '11010519491231002X',
  textDoor: '9栋2单元1704室',
  remarkPhone: '0730-8765432',
  refusedName: '汤可欣',
  refusedPhone: '13677770003',
}
const C = CANARIES
export const PETITIONS = [
  '信访问题整改台账,,,,,,,,,,,,,,',
  '序号,问题编号,举报人信息,,,,,反馈问题,整改措施,牵头单位,责任人,联系电话,整改时限,状态,备注',
  ',,姓名,联系电话,身份证号码,家庭住址,工作单位,,,,,,,,',
  `1,X-01,${C.name},${C.phone},${C.idNumber},${C.address},${C.workplace},举报人${C.textName}（电话${C.textPhone}，身份证${C.textId}，住${C.textDoor}）反映东沟河三处雨污混接,1.封堵；2.巡查,区住建局,handler甲,13500000009,2026年12月底前,正在整改,来电人电话${C.remarkPhone}`,
  `2,X-02,${C.refusedName},${C.refusedPhone},,,,,,区住建局,,,2026年12月底前,,`,
].join('\n')

export const canariesIn = (text: string) => {
  const plain = text.normalize('NFKC').replaceAll(/[\s-]/gu, '')
  return Object.entries(CANARIES).flatMap(([what, canary]) => (plain.includes(canary.replaceAll('-', '')) ? [what] : []))
}

/** A list of petitions, imported; the usual one: one problem and one row that was not taken. */
export const imported = async (petitions = PETITIONS) => importedInto(await testServer(), petitions)

/** The same into a server of a kind of its own. */
export async function importedInto<S extends Awaited<ReturnType<typeof testServer>>>(server: S, petitions = PETITIONS) {
  const officer = server.as('officer')
  const { json } = await officer.upload(`/intake?name=${encodeURIComponent('信访.csv')}`, Buffer.from(`\uFEFF${petitions}`))
  const intake = String(json['id'])
  await officer.post(`/intake/${intake}/choices`, { sourceId: aSource })
  const preview = await officer.get(`/intake/${intake}`)
  const committed = await officer.post(`/intake/${intake}/commit`)
  if (committed.status !== 200) throw new Error(`not imported: ${JSON.stringify(committed.json)}`)
  const { rows } = await server.owner.query<{ id: string }>('select id from district.matter')
  return { ...server, intake, preview, matter: rows[0]?.id ?? '' }
}

export type Imported = Awaited<ReturnType<typeof imported>>

/** Every address that is read, searches once for each canary. */
const addresses = ({ app, intake, matter }: Pick<Imported, 'app' | 'intake' | 'matter'>) =>
  readsOf(app.endpoints, { intakeId: intake, matterId: matter, problemId: matter }).flatMap(({ key, address }) => {
    const path = address.replace(/\?.*/u, '')
    const searches = Object.values(CANARIES).map((canary) => ({ key, address: `${path}?q=${encodeURIComponent(canary)}` }))
    return [{ key, address }, ...(/search|problems$|counts|history/u.test(path) ? searches : [])]
  })

/**
 * What is found of the canaries by anybody at any address that is read; how many replies were read, how many of them held what is public,
 * and the endpoints that answered nobody.
 */
export async function searchedBySeats(server: Pick<Imported, 'app' | 'intake' | 'matter' | 'as'>) {
  const found: string[] = []
  const answered = new Set<string>()
  let [read, withWording] = [0, 0]
  const reads = addresses(server)
  for (const { key, address } of reads)
    for (const seat of SEAT_NAMES) {
      const { bytes, status } = await server.as(seat).get(address)
      const text = textsIn(bytes)
      if (status === 200) answered.add(key)
      read += Number(status === 200)
      withWording += Number(status === 200 && text.includes('东沟河三处雨污混接'))
      found.push(...canariesIn(text).map((what) => `${seat} ${address} ${what}`))
    }
  return { found, read, withWording, unanswered: unansweredOf(reads, answered) }
}

/** What of the canaries stands in any table outside the sealed store. */
export async function searchedTables(owner: Imported['owner']): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'district_sealed')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${name} t`)
    found.push(...canariesIn(rows.map(({ row }) => row).join('\n')).map((what) => `${name} ${what}`))
  }
  return found
}
