import { f01 } from './f01.ts'
import { f03 } from './f03.ts'
import { f04 } from './f04.ts'
import { f06 } from './f06.ts'
import { f08 } from './f08.ts'
import { f11 } from './f11.ts'
import { f12 } from './f12.ts'
import { f14 } from './f14.ts'
import { f15 } from './f15.ts'
import { f16 } from './f16.ts'
import { f17 } from './f17.ts'
import type { Fault } from './fault.ts'

/** Every fault that the suite makes, by its number in the list of what Parley must withstand. */
export const faults: Readonly<Record<string, Fault>> = {
  F1: f01, F3: f03, F4: f04, F6: f06, F8: f08, F11: f11, F12: f12, F14: f14, F15: f15, F16: f16, F17: f17,
}
