import { faultTest } from './perRun.ts'

faultTest('F3')
faultTest('F4')
faultTest('F6')
