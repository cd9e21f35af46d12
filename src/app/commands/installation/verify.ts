import { randomUUID } from 'node:crypto'
import { appendCheckpoint, checkpointFileIn, copyFolders } from '#features/history/server/checkpoints/checkpoint-file.ts'
import { newestLine } from '#features/history/server/checkpoints/newest-line.ts'
import { openSigner } from '#features/history/server/checkpoints/signer.ts'
import { newestLink, sealNew } from '#features/history/server/seal.jobs.ts'
import { checkpointKeys } from '#features/history/server/history.queries.ts'
import { type VerifiedAll, lookThrough } from '#features/history/server/verify/verify-all.ts'
import { noteVerify } from '#features/history/server/audit/note-verify.ts'
import { SYSTEM } from '#platform/record/origin.ts'
import { join } from 'node:path'
import { type Schema, read } from '#platform/db.ts'
import { participantSources } from '#platform/app.ts'
import { dayIn } from '#platform/clock.ts'
import { type Installation, withInstallation } from '../../open-installation.ts'
import { ROOM_MODULES } from '../../rooms.ts'
import { type Answer, type Command, type Flags, fromHere, dataFolder } from '../command.ts'

export const verify: Command = {
  about: '核对办理记录、数据表、计算列、销号卷、材料原件和存照是否一致',
  operands: [],
  flags: {
    checkpoints: '文件夹：外部存照在哪里（几处用“:”隔开）；不写时为环境变量 BIHUAN_CHECKPOINTS',
    line: '存照：打印或抄下的一行存照，例如 "第 1234 环 3f9a-c2d1-7b40-11aa"',
  },
  run: (args) => withInstallation(dataFolder(args), (store) => verifyStore(store, args.flags)),
}

/** Verifies every district of an open installation. */
export async function verifyStore(store: Installation, { checkpoints, line }: Flags): Promise<Answer> {
  const districts = []
  for (const schema of store.schemas) districts.push({ district: schema, ...(await verified(store, schema, checkpoints, line)) })
  return answerOf(districts)
}

async function verified(store: Installation, schema: Schema, checkpoints: string | undefined, line: string | undefined) {
  const { db, folder } = store
  const isNew = (await read(db, schema, checkpointKeys)).length === 0
  const signer = isNew ? await openSigner(db, schema, folder, new Date()) : undefined
  await sealNew(db, schema)
  const link = await read(db, schema, newestLink)
  if (signer && link)
    await appendCheckpoint(checkpointFileIn(folder), signer.signed({ district: schema, ...link, at: new Date().toISOString() }))
  const all = await lookThrough({
    db,
    schema,
    copies: copyFolders(checkpoints).map(fromHere),
    line,
    originals: join(folder, 'files'),
    sources: participantSources(ROOM_MODULES),
    today: dayIn(new Date()),
    secretBox: store.secretBox,
  })
  const author = { person: null, request: randomUUID(), at: new Date(), origin: SYSTEM }
  await noteVerify(db, schema, author, { events: all.events, findings: all.findings.length })
  return all
}

function answerOf(districts: readonly (VerifiedAll & { readonly district: string })[]) {
  const findings = districts.flatMap(({ district, findings: found }) =>
    found.map(({ where, message }) => `${district} ${where}：${message}`),
  )
  const summary = districts.map(
    (d) =>
      `${d.district}：${d.problems} 个问题，${d.events} 条办理记录，已入链 ${d.sealed} 条，未入链 ${d.unsealed} 条，对照存照 ${d.checkpoints} 处，登记材料 ${d.files} 份，封存的举报人信息 ${d.complainantCells} 条，封存过的办理记录 ${d.redactedEvents} 条`,
  )
  const notes = districts.flatMap(({ district, notes: known }) => known.map((note) => `${district} 注意：${note}`))
  const oneHand = districts.flatMap(({ district, oneHand: closures }) =>
    closures.map(
      ({ id, title, closedOn, recorder }) =>
        `${district} problem ${id}：“${title}”${closedOn} 销号，核查和意见都由${recorder}一人录入，请“回头看”或撤销销号`,
    ),
  )
  const verdict = findings.length === 0 ? '核对一致' : `发现 ${findings.length} 处不一致`
  return {
    text: [...summary, ...notes, ...findings, ...oneHand, verdict].join('\n'),
    json: { ok: findings.length === 0, districts },
    failed: findings.length > 0,
  }
}

/** The newest link as a line for paper. */
export const checkpoint: Command = {
  about: '打印最新一环存照，供抄录、张贴或附在专报上，日后用 verify --line 对照',
  operands: [],
  flags: {},
  run: (args) =>
    withInstallation(dataFolder(args), async (store) => {
      const lines = []
      for (const schema of store.schemas) {
        await sealNew(store.db, schema)
        lines.push({ district: schema, ...(await read(store.db, schema, (db) => newestLine(db, new Date()))) })
      }
      return {
        text: lines.map(({ line, fingerprint }) => `${line ?? '还没有办理记录'}\n签名公钥指纹 ${fingerprint ?? '（还没有）'}`).join('\n'),
        json: lines,
      }
    }),
}
