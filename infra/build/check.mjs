import { installMissing, main, run } from './run.mjs'

const bin = (name) => `node_modules/.bin/${name}`

await main(() => {
  installMissing()
  run(bin('prettier'), ['--check', '--log-level=warn', '.'])
  run(bin('eslint'), ['--max-warnings=0', '.'])
  run(bin('tsc'), [])
  run(bin('depcruise'), [
    '--config',
    'infra/quality/dependencyCruiser.cjs',
    'core',
    'api',
    'bot',
    'tab',
    'widget',
    'infra',
    'tests',
  ])
  run(bin('knip'), ['--config', 'infra/quality/knip.json'])
  run(process.execPath, ['infra/build/test.mjs'])
})
