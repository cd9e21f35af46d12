import { build } from 'vite'
import { brotliCompressSync as gz } from 'node:zlib'
const r = await build({ root: '/work/web', logLevel: 'error', build: { write: false } })
const out = r.output ?? r[0].output
const chunks = new Map(out.filter(c=>c.type==='chunk').map(c=>[c.fileName,c]))
const size = c => gz(Buffer.from(c.code ?? c.source)).length
console.log('files', out.length, 'js', [...chunks.values()].reduce((s,c)=>s+size(c),0), out.filter(c=>c.type!=='chunk').map(c=>[c.fileName,size(c)]))
for (const c of [...chunks.values()].sort((a,b)=>b.code.length-a.code.length).slice(0,45)) console.log(c.fileName, size(c), c.imports.length, 'mods', Object.keys(c.modules).length, Object.keys(c.modules).slice(0,3).map(x=>x.split('/').slice(-2).join('/')).join(' '))
const close = (f, s=new Set()) => { if(!s.has(f)){s.add(f); for(const i of chunks.get(f).imports) close(i,s)} return s }
for (const c of chunks.values()) if (/web-|index-|LoginPage|DeskPage|OfficerDesk|OwnDesk|LedgerPage|ProblemPage|HeaderSearch|AntdSelect|LastImp|LookbackDesk|AntdDialog/.test(c.fileName)) { const s=[...close(c.fileName)]; console.log('**', c.fileName, s.length, s.reduce((t,f)=>t+size(chunks.get(f)),0), s.map(f=>f.replace('assets/','').replace(/-[^-]{8}\.js/,'')).join(' ')) }
