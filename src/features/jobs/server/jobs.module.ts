import type { RoomModule } from '#platform/room-module.ts'
import { jobsJobs, jobsRoutes } from './jobs.routes.ts'

export const jobsModule: RoomModule = { routes: jobsRoutes, jobs: jobsJobs }
