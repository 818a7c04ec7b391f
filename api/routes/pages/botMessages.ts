import express, { Router } from 'express'
import { sendRefusal } from '../../server/problemResponses.ts'

export type MessagesEndpoint = (
  authorization: string | undefined,
  activity: unknown,
) => Promise<{ status: number; body?: unknown }>

/** Receives Bot Framework activities. The bot authenticates the sender itself. */
export function botMessages(receive: MessagesEndpoint): Router {
  const router = Router()
  router.post('/api/messages', express.json({ limit: '256kb' }), async (request, response) => {
    if (!request.is('application/json')) {
      sendRefusal(response, { code: 'unsupportedMediaType' })
      return
    }
    const { status, body } = await receive(request.headers.authorization, request.body)
    response.status(status).set('Cache-Control', 'no-store')
    if (body === undefined) response.end()
    else response.json(body)
  })
  return router
}
