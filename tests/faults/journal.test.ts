import { faultTest } from './perRun.ts'

faultTest('F8')
faultTest('F15')
faultTest('F16')
faultTest('F17')
