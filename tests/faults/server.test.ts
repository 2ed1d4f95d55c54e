import { faultTest } from './perRun.ts'

faultTest('F1')
