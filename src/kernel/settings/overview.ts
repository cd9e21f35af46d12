import { z } from 'zod'

export const OVERVIEW_SETTINGS = {
  'desk.soon-days': { title: '临期天数', help: '距最后日期不超过这些天的列为临期', unit: '天', shape: z.int().min(1).max(90), standard: 7 },
} as const
