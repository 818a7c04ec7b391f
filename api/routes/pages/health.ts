import { Router } from 'express'

/** Liveness and readiness endpoints. A dependency is unavailable if its check rejects. */
export function healthRoutes(dependencies: Readonly<Record<string, () => Promise<void>>>): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    const asked = Object.entries(dependencies).map(async ([name, check]) => [name, await answers(check)] as const)
    const checks = Object.fromEntries(await Promise.all(asked))
    const ready = Object.values(checks).every(Boolean)
    if (!ready) response.set('Retry-After', '5')
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'unavailable', checks })
  })
  return router
}

const answers = (check: () => Promise<void>): Promise<boolean> =>
  check().then(
    () => true,
    () => false,
  )
