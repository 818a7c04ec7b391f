import { installMissing, main, root } from './run.mjs'

await main(async () => {
  installMissing()
  const { buildServer } = await import('./server.mjs')
  buildServer()
  const { packageApp } = await import('../../dist/infra/package/packageApp.js')
  console.log(await packageApp(process.argv.slice(2), process.env, root))
})
