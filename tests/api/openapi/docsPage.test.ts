import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import express from 'express'
import type { Browser } from 'playwright-core'
import { docsRouter } from '#api/openapi/docsRouter'
import { openApiDocument } from '#api/openapi/openApiDocument'
import { adminRoutes } from '#api/routes/admin/index'
import type { AdminRouteDependencies } from '#api/routes/admin/dependencies'
import { launchChromium, openPage, takePicture } from '../../support/browser/browser.ts'

let server: Server
let browser: Browser

beforeAll(async () => {
  // The document is generated from the route specifications; no route runs here.
  const api = adminRoutes({} as AdminRouteDependencies)
  server = createServer(express().use(docsRouter(openApiDocument({ api, customer: [] }))))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

test('shows the API in a real browser without errors and without inline scripts or styles', async () => {
  const { port } = server.address() as AddressInfo
  const operation = '#/users/postUsersUserIdInteractRotateKey'
  const { page, errors, platform } = await openPage(browser, `http://127.0.0.1:${port}/api/docs${operation}`)
  const opened = page.locator('.opblock.is-open')
  await opened.getByText('Replace the widget key of a user').waitFor()
  await opened.getByText('graceHours').first().waitFor()
  await takePicture(page, 'api-docs')
  expect({ errors, platform }).toEqual({ errors: [], platform: [] })
}, 60_000)
