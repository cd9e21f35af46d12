import type { RoomModule } from '#platform/app.ts'
import { HOLDERS } from './participants.queries.ts'

export const mattersModule: RoomModule = { participants: [HOLDERS] }
