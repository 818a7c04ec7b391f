import type { Directory, DirectorySyncStore } from '#core/admin/directoryPorts'

interface DirectorySyncDependencies {
  directory: Directory
  reads: DirectorySyncStore
  tenants: readonly string[]
  now: () => number
  /** Hears that somebody may no longer be reached. */
  settingsChanged: () => void
  report: (error: unknown) => void
}

const minute = 60_000
/** A page takes seconds; another process may take over from one that died. */
const hold = 2 * minute
const untilNextChanges = 5 * minute
const untilConsent = 15 * minute

/** Reads one page of each tenant's directory that is due. One tenant's trouble keeps no other waiting. */
export function createDirectorySync(deps: DirectorySyncDependencies) {
  const { directory, reads, now } = deps

  const readPage = async (tenantId: string): Promise<boolean> => {
    const taken = await reads.take(tenantId, now(), now() + hold)
    if (!taken) return false
    const answer = await directory.changes(tenantId, taken.cursor)
    if ('failed' in answer) {
      const wait = {
        consent: untilConsent,
        expired: 0,
        unreachable: 'retryAfter' in answer ? answer.retryAfter : minute,
      }
      await reads.fail(tenantId, answer.failed, now() + wait[answer.failed])
      return answer.failed === 'expired'
    }
    if (taken.first) await nameTenant(tenantId)
    const { more } = answer.page
    const { released } = await reads.store(tenantId, answer.page, now(), more ? now() : now() + untilNextChanges)
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
      await reads.fail(tenantId, 'unreachable', now() + minute)
      return false
    })

  return async (): Promise<boolean> => {
    const busy = []
    for (const tenantId of deps.tenants) busy.push(await readOrReport(tenantId))
    return busy.includes(true)
  }
}
