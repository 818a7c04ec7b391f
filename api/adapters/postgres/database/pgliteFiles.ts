import { fdatasyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** Flushes one open file to disk, as `fdatasync` does. */
export type Sync = (descriptor: number) => void

// The part of the compiled module that is used here; the package does not declare it.
interface Module {
  NODEFS: {
    stream_ops: { fsync?: (stream: { nfd: number }) => number }
    tryFSOperation: (operation: () => number) => number
  }
}

type Init = NodeFS['init']

/**
 * A file system that flushes files to disk when PostgreSQL calls fsync. PGlite's own file system does not implement it.
 */
export class PgliteFiles extends NodeFS {
  readonly #sync: Sync

  constructor(folder: string, sync: Sync = fdatasyncSync) {
    super(folder)
    this.#sync = sync
  }

  override async init(...given: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(...given)
    const prepare = (module: unknown): void => this.#prepare(module as Module)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), prepare] } }
  }

  #prepare(module: Module): void {
    const { NODEFS } = module
    NODEFS.stream_ops.fsync = ({ nfd }) =>
      NODEFS.tryFSOperation(() => {
        this.#sync(nfd)
        return 0
      })
  }
}
