import type { ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import gzipStatic from 'express-static-gzip'

export interface PackedFilesOptions {
  /** Milliseconds that a browser may keep a file. */
  maxAge: number
  /** The name changes with the content. */
  immutable?: boolean
  setHeaders?: (response: ServerResponse) => void
}

/** The files of a folder, as gzip where the build has packed one and the browser takes it. */
export const packedFiles = (folder: string, options: PackedFilesOptions): RequestHandler =>
  gzipStatic(folder, { index: false, serveStatic: { redirect: false, ...options } })
