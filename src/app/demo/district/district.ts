import type { Day } from '#kernel/days.ts'
import { demoInspections } from './inspections.ts'
import { demoPeople } from './people.ts'
import type { DemoDistrict } from './types.ts'
import { UNITS } from './units.ts'

/** The demo district as it stands on a day: an invented coastal district, parents before their units. */
export const demoDistrict = (on: Day): DemoDistrict => ({
  jurisdiction: { key: 'binlan', name: '滨澜区' },
  units: UNITS,
  people: demoPeople(on),
  inspections: demoInspections(on),
})
