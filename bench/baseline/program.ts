/** A bare node:http server with pg and hand-written SQL on the product's database: `node bench/baseline/program.ts DATA`. */
import { realpathSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Pool, types } from 'pg'
import { urlOn } from '#platform/db.ts'
import { runFolderOf } from '#platform/embedded/embedded-folder.ts'
import { FLOOR_OPTIONS, floorServer } from './server.ts'

types.setTypeParser(types.builtins.DATE, (text) => text)
const data = realpathSync(process.argv[2] ?? '')
const pool = new Pool({ connectionString: urlOn(runFolderOf(data)), max: 10, options: FLOOR_OPTIONS })
pool.on('error', () => {}) // the database goes first when the bench ends early

const server = floorServer({ pool, files: join(data, 'floor') })
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => {
  server.closeAllConnections()
  server.close(() => void pool.end())
})
