import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PgliteFiles, type Sync } from './pgliteFiles.ts'

// For the reason see `opening` in openPostgres.ts.
const planning = ['-c', 'random_page_cost=1.1']

// PGlite starts without fsync. PostgreSQL's background processes do not run here, so the write-ahead log must stay
// small.
const durable = [
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'max_wal_size=48MB',
  '-c',
  'shared_buffers=16MB',
]
const startParams = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...planning, ...durable]
const memoryParams = [...PGlite.defaultStartParams, ...planning]

const syncPath = (path: string, sync: Sync): void => {
  const descriptor = openSync(path, 'r')
  try {
    sync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const syncTree = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else syncPath(path, fdatasyncSync)
  }
  if (process.platform !== 'win32') syncPath(folder, fsyncSync)
}

interface Folder {
  folder: string
  /** A dump to create the database from, if the folder does not exist yet. */
  from?: Blob | undefined
  sync?: Sync | undefined
}

const openFolder = ({ folder, from, sync }: Folder): Promise<PGlite> =>
  PGlite.create({ fs: new PgliteFiles(folder, sync), startParams, ...(from !== undefined && { loadDataDir: from }) })

/** Opens the database in `folder`. A missing one is created first, atomically even if the process is killed. */
export async function startInFolder({ folder, from, sync }: Folder): Promise<PGlite> {
  if (!existsSync(folder)) {
    const unfinished = `${folder}.new`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true, mode: 0o700 })
    await (await openFolder({ folder: unfinished, from })).close()
    syncTree(unfinished)
    renameSync(unfinished, folder)
    if (process.platform !== 'win32') syncPath(dirname(folder), fsyncSync)
  }
  return await openFolder({ folder, sync })
}

/** Starts a database in memory; `from` is a dump to create it from. */
export const startInMemory = (from?: Blob): Promise<PGlite> =>
  PGlite.create({ startParams: memoryParams, ...(from !== undefined && { loadDataDir: from }) })

/** Closes the files of an instance that has failed and cannot close them itself. */
export function abandon(pglite: PGlite): void {
  const { streams } = pglite.Module.FS as unknown as { streams: ({ nfd?: number } | null | undefined)[] }
  for (const descriptor of new Set(streams.flatMap((stream) => stream?.nfd ?? []))) {
    try {
      closeSync(descriptor)
    } catch {
      // Already closed.
    }
  }
}
