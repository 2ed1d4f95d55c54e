import type { Reporter, TestModule } from 'vitest/node'

const longest = 300

/** Says at the very end which tests failed and why, two lines each: of a long run often only the end is kept. */
export const failedLast: Reporter = {
  onTestRunEnd(modules) {
    const lines = modules.flatMap(failuresOf)
    if (lines.length > 0) process.stderr.write(`\nFailed:\n${lines.join('\n')}\n`)
  },
}

function failuresOf(module: TestModule): string[] {
  const tests = [...module.children.allTests('failed')]
  const broken = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())]
  return [
    ...broken.map(({ message }) => `${module.relativeModuleId}\n  ${short(message)}`),
    ...tests.map((test) => `${module.relativeModuleId} > ${test.fullName}\n  ${short(test.result().errors?.map(({ message, cause }) => [message, cause?.message].join(' / ')).join(' / ') ?? '')}`),
  ]
}

const short = (message: string) => message.replaceAll(/\s+/g, ' ').slice(0, longest)
