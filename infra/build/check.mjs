import { installMissing, main, run, runRows } from './run.mjs'

const bin = (name) => `node_modules/.bin/${name}`
const rooms = ['core', 'client', 'api', 'bot', 'tab', 'widget', 'infra', 'tests']

await main(async () => {
  installMissing()
  const { compileCatalogues } = await import('./catalogues.mjs')
  compileCatalogues()
  // ESLint has a row of its own because it takes as long as the other checks together.
  await runRows([
    [[bin('eslint'), ['--max-warnings=0', '.']]],
    [
      [bin('prettier'), ['--check', '--log-level=warn', '.']],
      [bin('tsc'), []],
      [bin('depcruise'), ['--config', 'infra/quality/dependencyCruiser.cjs', ...rooms]],
      [bin('knip'), ['--config', 'infra/quality/knip.json']],
      [process.execPath, ['infra/quality/house.mjs']],
    ],
  ])
  run(process.execPath, ['infra/build/test.mjs'])
})
