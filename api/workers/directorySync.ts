import type { Directory, DirectorySyncStore } from '#core/admin/directoryPorts'
import type { RunOnce } from './worker.ts'

interface DirectorySyncDependencies {
  directory: Directory
  reads: DirectorySyncStore
  tenants: readonly string[]
  now: () => number
  /** Called when a user may no longer be reachable. */
  settingsChanged: () => void
  report: (error: unknown) => void
}

const minuteMs = 60_000
/** How long a tenant is locked while a page is read, which takes seconds. If the process dies, another takes over then. */
const holdMs = 2 * minuteMs
const changesIntervalMs = 5 * minuteMs
const consentRetryMs = 15 * minuteMs

/** Reads one page of the directory of each tenant that is due. A tenant that fails does not delay the others. */
export function createDirectorySync(deps: DirectorySyncDependencies): RunOnce {
  const { directory, reads, now } = deps

  const readPage = async (tenantId: string): Promise<boolean> => {
    const taken = await reads.take(tenantId, now(), now() + holdMs)
    if (!taken) return false
    const answer = await directory.changes(tenantId, taken.cursor)
    if ('failed' in answer) {
      const retryAfterMs = {
        consent: consentRetryMs,
        expired: 0,
        unreachable: 'retryAfter' in answer ? answer.retryAfter : minuteMs,
      }
      await reads.fail(tenantId, answer.failed, now() + retryAfterMs[answer.failed])
      return answer.failed === 'expired'
    }
    if (taken.first) await nameTenant(tenantId)
    const { more } = answer.page
    const { released } = await reads.store(tenantId, answer.page, now(), more ? now() : now() + changesIntervalMs)
    if (released > 0) deps.settingsChanged()
    return more
  }
  const nameTenant = async (tenantId: string) => {
    const name = await directory.nameOf(tenantId)
    if (name) await reads.name(tenantId, name)
  }
  const readOrReport = (tenantId: string): Promise<boolean> =>
    readPage(tenantId).catch(async (error: unknown) => {
      deps.report(error)
      await reads.fail(tenantId, 'unreachable', now() + minuteMs)
      return false
    })

  return async () => {
    const hasMore = []
    for (const tenantId of deps.tenants) hasMore.push(await readOrReport(tenantId))
    return hasMore.includes(true)
  }
}
