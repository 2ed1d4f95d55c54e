import { faultTest } from './perRun.ts'

faultTest('F1')
faultTest('F14')
