import { fdatasyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** Brings one open file to the disk, as `fdatasync` does. */
export type Sync = (descriptor: number) => void

// What is used here of the compiled module; its own types know nothing of it.
interface Module {
  NODEFS: {
    stream_ops: { fsync?: (stream: { nfd: number }) => number }
    tryFSOperation: (operation: () => number) => number
  }
}

type Init = NodeFS['init']

/** A folder whose files really reach the disk when PostgreSQL says so: the library's own file system forgets to. */
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
