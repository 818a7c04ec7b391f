import { Router } from 'express'

/** Whether the process lives, and whether what it depends on answers. */
export function healthRoutes(dependencies: () => Promise<Record<string, boolean>>): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', async (_request, response) => {
    const checks = await dependencies()
    const ready = Object.values(checks).every(Boolean)
    if (!ready) response.set('Retry-After', '5')
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'unavailable', checks })
  })
  return router
}
