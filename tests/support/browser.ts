import fs from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--disable-component-update']

/** The browser of this machine (CHROMIUM_PATH first), or the one that comes as a package. Never skipped: without any, the test fails and says why. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const { args, ...found } = await program()
  return chromium.launch({ ...found, args: [...args, ...more] })
}

/** A browser with a profile in a folder, as a person has one: what it keeps is there when it is started again. */
export const launchProfile = async (folder: string, options: Parameters<typeof chromium.launchPersistentContext>[1]): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...options, ...await program() })

async function program() {
  const own = process.env['CHROMIUM_PATH'] ?? known.find((file) => fs.existsSync(file))
  return own ? { executablePath: own, args: quiet } : packagedProgram()
}

// The package unpacks into the temporary folder and takes any file named `chromium` there for its own: it gets a folder to itself,
// and is told that it runs where Debian's libraries are missing, so that it brings its own.
async function packagedProgram() {
  const folder = path.resolve('.test', 'chromium')
  fs.mkdirSync(folder, { recursive: true })
  process.env['TMPDIR'] = folder
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x'
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  packaged.setGraphicsMode = false
  const executablePath = await packaged.executablePath()
  return { executablePath, args: [...packaged.args, ...quiet], env: { ...process.env, LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') } }
}
