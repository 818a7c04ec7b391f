import { zipSync } from 'fflate'
import type { PackageFiles } from './fillPackage.ts'

/** Packs the files side by side. The same files give the same bytes: each carries the format's first day, in any time zone. */
export const zipPackage = (files: PackageFiles): Uint8Array =>
  zipSync({ ...files }, { level: 9, mtime: new Date(1980, 0, 1) })
