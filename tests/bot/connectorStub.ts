import { startLoopback, type Asked, type Reply } from '#infra/local/loopback'

export interface Request {
  method: string
  path: string
  authorization: string | undefined
  body: { text?: string; summary?: string; attachments?: { content: unknown }[] }
}
/** An answer that a test asks for; `hang` never comes, `reset` cuts the line. */
type Answer = Reply | 'hang' | 'reset'

/** A Bot Connector that writes down what it is asked and answers what a test wants. */
export async function startConnector() {
  const requests: Request[] = []
  const next: Answer[] = []
  let count = 0
  const running = await startLoopback(0, 'CONNECTOR_PORT', async (asked: Asked) => {
    const body = JSON.parse(await asked.text()) as Request['body']
    requests.push({ method: asked.method, path: asked.path, authorization: asked.headers.authorization, body })
    const answer = next.shift()
    if (answer === 'hang') return new Promise<Reply>(() => undefined)
    return answer === undefined || answer === 'reset' ? { body: { id: `message-${String(++count)}` } } : answer
  })
  return { ...running, requests, next }
}
