import { build, main } from './run.mjs'

/** Fills the database of the embedded world with many users and sessions. */
await main(async () => {
  build()
  const { seedMany } = await import('../../dist/infra/local/manyPeople/main.js')
  await seedMany(process.argv.slice(2), process.env)
})
