import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { type Checkpoint, verifyDistrict } from '#features/history/server/verify.views.ts'
import { registeredFiles, unsoundFiles } from '#features/history/server/verify-files.ts'
import { read } from '#platform/db.ts'
import { participantSources } from '#platform/app.ts'
import { dayIn } from '#platform/clock.ts'
import { openInstallation } from '../open-installation.ts'
import { ROOM_MODULES } from '../rooms.ts'
import { type Command, UsageError, dataFolder } from './command.ts'

function checkpointsIn(file: string, district: string): Checkpoint[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  try {
    return lines
      .map((line) => JSON.parse(line) as Checkpoint & { district: string })
      .filter((checkpoint) => checkpoint.district === district)
  } catch {
    throw new UsageError(`存照文件已损坏，请从备份恢复：${file}`)
  }
}

export const verify: Command = {
  about: '核对办理记录、数据表、计算列、销号卷和材料原件是否一致',
  operands: [],
  flags: {},
  run: async (args) => {
    const store = await openInstallation(dataFolder(args), { attach: true })
    try {
      const districts = []
      for (const schema of store.schemas) {
        await sealNew(store.db, schema)
        const checkpoints = checkpointsIn(join(store.folder, 'checkpoints.jsonl'), schema)
        const verified = await read(store.db, schema, (db) =>
          verifyDistrict(db, checkpoints, participantSources(ROOM_MODULES), dayIn(new Date())),
        )
        const files = await read(store.db, schema, registeredFiles)
        const findings = [...verified.findings, ...(await unsoundFiles(join(store.folder, 'files'), files))]
        districts.push({ district: schema, checkpoints: checkpoints.length, ...verified, files: files.length, findings })
      }
      const findings = districts.flatMap(({ district, findings: found }) =>
        found.map(({ where, message }) => `${district} ${where}：${message}`),
      )
      const summary = districts.map(
        (d) =>
          `${d.district}：${d.problems} 个问题，${d.events} 条办理记录，已入链 ${d.sealed} 条，未入链 ${d.unsealed} 条，对照存照 ${d.checkpoints} 处，登记材料 ${d.files} 份，封存的举报人信息 ${d.complainantCells} 条`,
      )
      const verdict = findings.length === 0 ? '核对一致' : `发现 ${findings.length} 处不一致`
      return {
        text: [...summary, ...findings, verdict].join('\n'),
        json: { ok: findings.length === 0, districts },
        failed: findings.length > 0,
      }
    } finally {
      await store.close()
    }
  },
}
