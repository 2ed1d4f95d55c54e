import { faultTest } from './perRun.ts'

faultTest('F11')
faultTest('F12', 'those who read are put out with 1013 too when one writer sends 60,000 letters at a time; not yet known why')
