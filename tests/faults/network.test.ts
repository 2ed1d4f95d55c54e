import { faultTest } from './perRun.ts'

faultTest('F11')
faultTest('F12')
