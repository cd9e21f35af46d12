import type { RoomModule } from '#platform/room-module.ts'
import { HOLDERS } from './participants.queries.ts'

export const mattersModule: RoomModule = { participants: [HOLDERS] }
