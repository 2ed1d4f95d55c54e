import { f01 } from './f01.ts'
import type { Fault } from './fault.ts'

/** Every fault that the suite makes, by its number in the list of what Parley must withstand. */
export const faults: Readonly<Record<string, Fault>> = { F1: f01 }
