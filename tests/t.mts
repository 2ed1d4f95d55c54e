import { onGround, onDatabase } from './faults/ground.ts'
import { onSite, scribesOf, connectAll } from './faults/stage.ts'
import { diceOf } from './support/oracle/dice.ts'
import { until } from './support/until.ts'
const t0=performance.now(); const l=(s:string)=>console.log(s, Math.round(performance.now()-t0))
await onGround(async (g)=>{ await onDatabase(g, async url=>{ await onSite(url,{},async(site, worlds)=>{l('site')
 const scribes = await scribesOf({ origin: site.origin, worlds, count: 2, dice: diceOf(1) })
 connectAll(scribes); await until(() => scribes.every(({ isSynced }) => isSynced)); l('synced')
 const app = site.running()
 for (const [k, f] of [['texts', () => app.texts.close()], ['close', () => site.stop()]] as const) { const ok = await Promise.race([f().then(()=>'ok'), new Promise(r=>setTimeout(r,5000,'HUNG'))]); l(k+' '+ok) }
 process.exit(0)
 }); }) })
