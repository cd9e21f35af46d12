import type { Room } from '../declaration.ts'

export const backups = {
  name: 'backups',
  title: '备份',
  grants: { 'backups.view': { system_admin: 'all' }, 'backups.run': { system_admin: 'all' } },
  refusals: {
    'backups.away': { status: 409, message: '本程序没有带备份功能运行，请在服务器上用命令 bihuan backup 备份' },
    'backups.no-folder': { status: 422, message: '还没有设置备份文件夹，请先在本页设置' },
    'backups.failed': { status: 422, message: '没有成功：{why}' },
  },
} as const satisfies Room
