import { zipSync } from 'fflate'
import type { PackageFiles } from './fillPackage.ts'

/** Packs the files into one folder. The zip is reproducible: each entry has the first date of the format, in any time zone. */
export const zipPackage = (files: PackageFiles): Uint8Array =>
  zipSync({ ...files }, { level: 9, mtime: new Date(1980, 0, 1) })
