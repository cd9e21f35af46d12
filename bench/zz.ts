import { open, close, remember, settle, multiplyTo } from './place.ts'
const began = performance.now()
const step = (t: string) => console.log(((performance.now()-began)/1000).toFixed(1), t)
let p = await open(process.argv[2] ?? '')
try {
await settle(p); step('settled')
if (process.argv[4]) { await p.admin.query('drop schema if exists bench cascade'); await remember(p); step('remembered') }
p = await multiplyTo(p, Number(process.argv[3]), step)
await settle(p); step('settled')
} finally { await close(p) }
