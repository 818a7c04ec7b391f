import { launched, previewEntry } from '#core/contract/customerApi'
import { refuse } from '#core/contract/problems'
import { decideReach } from '#core/reach/reachability'
import { hashOf, newId, ticketLife } from '../../auth/customerTokens.ts'
import { addressPrefix } from '../../server/rateLimits.ts'
import { ok } from '../../server/route.ts'
import { frameUrl } from './launch.ts'
import { customerRoute, type CustomerRouteDependencies } from './dependencies.ts'

/** Exchanges a preview link's secret for a ticket. A preview needs no allowed origin and no verified customer. */
export const previewRoute = (deps: CustomerRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/preview',
      who: 'anyone',
      summary: 'Exchange a preview link for a ticket',
      body: previewEntry,
      answers: { 200: launched },
    },
    async ({ body, request }) => {
      const limited = await deps.limits.use('previewPerAddress', addressPrefix(request.ip))
      if (limited) return { refused: limited }
      const now = deps.now()
      const preview = await deps.previews.find(hashOf(body.secret), now)
      const facts = preview && (await deps.contacts.find(preview.contactId))
      if (!preview || !facts) return refuse('contactUnavailable')
      const { contactId, tenantId } = preview
      const { widgetKey } = facts.reach
      const origin = deps.widgetUrl
      const ask = { moment: 'launch', now, origin, preview: true, verified: false, widgetKey } as const
      if (!decideReach(facts.reach, ask).allowed) return refuse('contactUnavailable')
      const page = { origin, url: null, title: null, referrer: null, locale: null, timeZone: null, context: {} }
      const ticket = deps.customerTokens.ticket.sign(
        {
          id: newId(),
          ...{ tenantId, contactId, widgetKey, page },
          verifiedIdentity: null,
          preview: hashOf(body.secret),
          resumes: null,
        },
        now + ticketLife,
      )
      return ok({ ticket, frameUrl: frameUrl(deps, contactId, origin) })
    },
  )
